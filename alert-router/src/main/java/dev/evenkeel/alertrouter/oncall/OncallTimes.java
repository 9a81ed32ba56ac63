package dev.evenkeel.alertrouter.oncall;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Times as they come with requests. */
final class OncallTimes {

    /** Longer timelines are answered in parts. */
    static final Duration LONGEST_RANGE = Duration.ofDays(400);

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-01-01T00:00:00Z");

    private OncallTimes() {}

    /** @param where as {@code query:from} or {@code /from} */
    static Instant read(String where, String text) {
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

    static Instant readOr(String where, String text, Instant otherwise) {
        return text == null ? otherwise : read(where, text);
    }

    /** @param where of the end */
    static Span span(String where, Instant from, Instant to, Duration longest) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(longest) > 0) {
            throw ProblemException.invalid(
                    where, "is " + to, "a time after " + from + ", by at most " + PrometheusDuration.format(longest));
        }
        return new Span(from, to);
    }
}
