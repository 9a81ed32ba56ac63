package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a sentence, of which the times stand apart, so that a browser can show them by the clock of its reader.
 *
 * @param text empty for a time
 * @param at null for text
 */
record SentencePiece(String text, Instant at) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<= )|(?= )");
    private static final Pattern TIME = Pattern.compile("(?<time>[0-9-]{10}T[0-9:.]{8,18}Z)(?<stop>[.,:]?)");

    /** All the parts of a sentence in order; a name in it that only looks like a time stays text. */
    static List<SentencePiece> of(String sentence) {
        return BETWEEN_WORDS
                .splitAsStream(sentence)
                .flatMap(SentencePiece::ofWord)
                .toList();
    }

    private static Stream<SentencePiece> ofWord(String word) {
        Matcher time = TIME.matcher(word);
        if (!time.matches()) {
            return Stream.of(new SentencePiece(word, null));
        }
        try {
            Instant at = Instant.parse(time.group("time"));
            return Stream.of(new SentencePiece("", at), new SentencePiece(time.group("stop"), null));
        } catch (DateTimeParseException looksLikeOne) {
            return Stream.of(new SentencePiece(word, null));
        }
    }
}
