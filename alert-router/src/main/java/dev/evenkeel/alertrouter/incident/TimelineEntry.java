package dev.evenkeel.alertrouter.incident;

import java.time.Instant;

import dev.evenkeel.alertrouter.alert.StorableText;

/**
 * One line of an incident's timeline.
 *
 * @param kind {@code opened}, {@code updated}, {@code resolved}, {@code notified}, {@code escalated} or {@code
 *     notification-failed}; of what
 *     people do {@code acknowledged}, {@code unacknowledged}, {@code assigned}, {@code unassigned}, {@code snoozed}, {@code
 *     snooze-ended}, {@code noted}, {@code merged}, {@code merged-away}, {@code split}, {@code resolved}, {@code reopened},
 *     {@code silenced} or {@code silence-ended}
 * @param actor who did it; {@code alert-router} for what nobody did
 * @param text a sentence for people
 */
public record TimelineEntry(Instant at, String kind, String actor, String text) {

    static final String OURSELVES = "alert-router";

    /** What is told may be an answer from somewhere or a label of an alert. */
    public TimelineEntry {
        text = StorableText.of(text);
    }

    public static TimelineEntry byItself(Instant at, String kind, String text) {
        return new TimelineEntry(at, kind, OURSELVES, text);
    }

    /** Whether nobody did it. */
    public boolean isByItself() {
        return actor.equals(OURSELVES);
    }

    /** How it is drawn on pages: {@code bad}, {@code warn}, {@code ok}, {@code info} or {@code idle}. */
    public String tone() {
        return switch (kind) {
            case "opened", "reopened" -> "bad";
            case "notification-failed", "updated", "unacknowledged", "snooze-ended", "escalated" -> "warn";
            case "resolved", "merged-away" -> "ok";
            case "acknowledged",
                    "assigned",
                    "unassigned",
                    "snoozed",
                    "noted",
                    "merged",
                    "split",
                    "silenced",
                    "silence-ended" -> "info";
            default -> "idle";
        };
    }
}
