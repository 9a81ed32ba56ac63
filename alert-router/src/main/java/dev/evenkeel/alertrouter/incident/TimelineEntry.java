package dev.evenkeel.alertrouter.incident;

import java.time.Instant;

/**
 * One line of an incident's timeline.
 *
 * @param kind {@code opened}, {@code updated}, {@code resolved}, {@code acknowledged}, {@code notified} or
 *     {@code notification-failed}
 * @param actor who did it; {@code alert-router} for what nobody did
 * @param text a sentence for people
 */
public record TimelineEntry(Instant at, String kind, String actor, String text) {

    static final String OURSELVES = "alert-router";

    public static TimelineEntry byItself(Instant at, String kind, String text) {
        return new TimelineEntry(at, kind, OURSELVES, text);
    }
}
