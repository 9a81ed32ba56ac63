package dev.evenkeel.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as they come with requests, in RFC 3339. */
public final class RequestTime {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2999-01-01T00:00:00Z");

    private RequestTime() {}

    /**
     * A moment from 1970 to 2999, in microseconds, which is what PostgreSQL keeps.
     *
     * @param where as {@code query:from} or {@code /from}
     * @throws ProblemException 400 if it is missing or no such time
     */
    public static Instant read(String where, String text) {
        if (text == null) {
            throw ProblemException.invalid(where, "is missing", "a time such as 2026-03-01T12:00:00Z");
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw ProblemException.invalid(where, "is '" + text + "'", "a time from " + EARLIEST + " to " + LATEST);
            }
            return time;
        } catch (DateTimeException notATime) {
            throw new ProblemException(
                    Problem.invalid(where, "is '" + text + "'", "a time such as 2026-03-01T12:00:00Z"), notATime);
        }
    }

    /** @param otherwise if there is no text */
    public static Instant readOr(String where, String text, Instant otherwise) {
        return text == null ? otherwise : read(where, text);
    }

    /** Empty if there is no text, or an empty one as a form sends it. */
    public static Optional<Instant> optional(String where, String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(given -> read(where, given));
    }
}
