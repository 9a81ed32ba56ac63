package dev.evenkeel.alertrouter.oncall;

import java.time.Duration;
import java.time.Instant;

import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

/** Spans of time as they come with requests. */
final class OncallTimes {

    /** Longer timelines are answered in parts. */
    private static final Duration LONGEST_RANGE = Duration.ofDays(400);

    private OncallTimes() {}

    /**
     * The time that the query asks for with {@code from} and {@code to}.
     *
     * @param ahead how long it is if nothing is said of its end
     */
    static Span range(String from, String to, Instant now, Duration ahead) {
        Instant begin = RequestTime.readOr("query:from", from, now);
        Instant end = RequestTime.readOr("query:to", to, begin.plus(ahead));
        return span("query:to", begin, end, LONGEST_RANGE);
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
