package dev.evenkeel.platform.web;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import dev.evenkeel.platform.configuration.PrometheusDuration;

/** Texts as they come with requests, and what is written in them; what cannot be is answered with 400. */
public final class RequestText {

    private static final int UUID_LENGTH = 36;

    private RequestText() {}

    /**
     * A text that PostgreSQL can keep; empty if there is none.
     *
     * @param where as {@code query:from} or {@code /from}
     * @param longest in characters
     * @throws ProblemException 400 if it is longer or has a character U+0000
     */
    public static Optional<String> optional(String where, String text, int longest) {
        if (text != null && (text.length() > longest || text.indexOf('\0') >= 0)) {
            throw ProblemException.invalid(
                    where, "is too long or has a character U+0000", "up to " + longest + " characters");
        }
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    /**
     * A text of which something is left without the white space around it.
     *
     * @throws ProblemException 400 if there is none, or as {@link #optional} has it
     */
    public static String required(String where, String text, int longest) {
        return optional(where, text, longest)
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> ProblemException.invalid(where, "is missing or empty", "a text"));
    }

    /**
     * An id in its usual notation, of 36 characters.
     *
     * @param what as {@code the id of an incident}
     * @throws ProblemException 400 if it is none
     */
    public static UUID id(String where, String text, String what) {
        try {
            if (text != null && text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notAnId) {
            // reported below, like an id of another length
        }
        throw ProblemException.invalid(where, "is '" + text + "'", what);
    }

    /**
     * A duration such as {@code 90m}, from the least to the most.
     *
     * @throws ProblemException 400 if it is missing, no duration, or out of range
     */
    public static Duration duration(String where, String text, Duration least, Duration most) {
        Duration duration = parsed(where, () -> PrometheusDuration.parse(text == null ? "" : text.strip()));
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw ProblemException.invalid(
                    where,
                    "is '" + text + "'",
                    PrometheusDuration.format(least) + " to " + PrometheusDuration.format(most));
        }
        return duration;
    }

    /**
     * What a parser makes of it.
     *
     * @throws ProblemException 400 with the parser's words if it refuses
     */
    public static <T> T parsed(String where, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException refused) {
            throw new ProblemException(Problem.invalid(where, refused.getMessage(), null), refused);
        }
    }
}
