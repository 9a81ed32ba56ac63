package dev.evenkeel.alertrouter.notification;

import java.time.Duration;

/**
 * How long an attempt to tell an integration may take. What takes longer counts as failed and is sent again, so it is not
 * less than a receiver in good health needs; and whoever has the attempt made keeps its group claimed for longer than that.
 *
 * @param whole from its beginning to its end, with all that is looked up, asked for and written on the way
 * @param request of each request in it
 */
public record AttemptTime(Duration whole, Duration request) {

    /** The most that a configured timeout counts for: a killed replica's groups wait a little longer than that. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    /** Without a configured timeout. */
    public static final AttemptTime USUAL = evenly(Duration.ofSeconds(10));

    /** Of what takes its time: a mail server that looks into a mail, an API that is asked several times. */
    public static final AttemptTime PATIENT = evenly(Duration.ofSeconds(30));

    private static AttemptTime evenly(Duration time) {
        return new AttemptTime(time, time);
    }

    /** @param timeout of a request, as it is configured; zero if it is not */
    public static AttemptTime of(Duration timeout) {
        if (timeout.isZero()) {
            return USUAL;
        }
        Duration request = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
        return new AttemptTime(request.compareTo(USUAL.whole()) < 0 ? USUAL.whole() : request, request);
    }
}
