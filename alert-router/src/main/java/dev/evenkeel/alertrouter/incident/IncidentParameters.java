package dev.evenkeel.alertrouter.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Reads what requests about incidents say; what makes no sense is answered with 400, where it stands and what is allowed. */
public final class IncidentParameters {

    /** Longer than any holiday: who wants to hear of it still later wants it resolved. */
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

    private static final int LONGEST_TEXT = 10_000;

    private IncidentParameters() {}

    static UUID id(String where, String text) {
        return RequestText.id(where, text, "the id of an incident");
    }

    /** Each of several texts as a constant, known by the text that stands for it. */
    static <E extends Enum<E>> Set<E> constants(String where, List<String> texts, E[] all, Function<E, String> text) {
        return texts.stream()
                .flatMap(each -> Arrays.stream(each.split(",", -1)))
                .map(each -> Arrays.stream(all)
                        .filter(constant -> text.apply(constant).equals(each))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid(
                                where,
                                "is '" + each + "'",
                                Arrays.stream(all).map(text).collect(Collectors.joining(", ")))))
                .collect(Collectors.toSet());
    }

    /** Empty if there is none, or nothing in it. */
    static Optional<String> text(String where, String text) {
        return RequestText.optional(where, text, LONGEST_TEXT);
    }

    static String requiredText(String where, String text) {
        return RequestText.required(where, text, LONGEST_TEXT);
    }

    /** When a snooze is to end, written as an instant or as how long it lasts. */
    static Instant snoozeEnd(Instant until, String duration, Instant now) {
        if ((until == null) == (duration == null || duration.isBlank())) {
            throw ProblemException.invalid(
                    "/until", "one of until and for is needed", "a time, or a duration such as 2h");
        }
        Instant end = until != null ? until : now.plus(duration(duration));
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw ProblemException.invalid(
                    until != null ? "/until" : "/for",
                    "the snooze would end at " + end,
                    "an end within the next " + LONGEST_SNOOZE.toDays() + " days");
        }
        return end;
    }

    private static Duration duration(String text) {
        Duration duration = RequestText.parsed("/for", () -> PrometheusDuration.parse(text.strip()));
        // an instant has an end, which a duration in the notation can be beyond
        return duration.compareTo(LONGEST_SNOOZE) > 0 ? LONGEST_SNOOZE.plusDays(1) : duration;
    }

    static Fingerprints fingerprints(String where, List<String> texts) {
        return Fingerprints.of(texts.stream().mapToLong(text -> fingerprint(where, text)));
    }

    private static long fingerprint(String where, String text) {
        if (!text.matches("[0-9a-fA-F]{16}")) {
            throw ProblemException.invalid(where, "is '" + text + "'", "fingerprints of 16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }

    /** A number in a hidden field of a form; empty if there is none. */
    public static Optional<Integer> number(String where, String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,9}")) {
            throw ProblemException.invalid(where, "is '" + text + "'", "what the page showed");
        }
        return Optional.of(Integer.valueOf(text));
    }

    /** The version that somebody has seen, from the body or from the header {@code If-Match}; both may be absent. */
    public static Optional<Integer> version(Integer inBody, String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return Optional.ofNullable(inBody);
        }
        String tag = ifMatch.strip();
        if (tag.matches("\"\\d{1,9}\"")) {
            int version = Integer.parseInt(tag.substring(1, tag.length() - 1));
            if (inBody == null || inBody == version) {
                return Optional.of(version);
            }
        }
        throw ProblemException.invalid(
                "header:If-Match",
                "is '" + ifMatch + "'",
                "the ETag of the incident, such as \"3\", and no other in /version");
    }
}
