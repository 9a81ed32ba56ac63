package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * Decides from the notification log whether a group has anything to say to an integration.
 *
 * <p>Source: the rules of Alertmanager's de-duplication stage, in their order.
 */
public final class Deduplication {

    private Deduplication() {}

    /**
     * @param lastTold what the integration was told before, empty if nothing or if that has expired
     * @param firing those that fire now
     * @param resolved those in the group that are resolved now
     * @param sendResolved whether the integration wants to know that single alerts are resolved
     * @param repeatInterval after which an unchanged group is notified again
     * @return why to notify, empty if not
     */
    public static Optional<NotificationReason> decide(
            Optional<LogEntry> lastTold,
            Fingerprints firing,
            Fingerprints resolved,
            boolean sendResolved,
            Duration repeatInterval,
            Instant now) {
        if (lastTold.isEmpty()) {
            return firing.isEmpty() ? Optional.empty() : Optional.of(NotificationReason.FIRST_NOTIFICATION);
        }
        LogEntry told = lastTold.get();
        if (!told.firing().containsAll(firing)) {
            return Optional.of(
                    told.firing().isEmpty()
                            ? NotificationReason.FIRST_NOTIFICATION
                            : NotificationReason.NEW_ALERTS_IN_GROUP);
        }
        if (firing.isEmpty()) {
            // Said even to those who do not want resolved alerts: it clears the log. Alerts that came and went between
            // two looks were never told of, so their end is not told either.
            boolean knowsOfNone = told.firing().isEmpty() && !told.unended().containsAny(resolved);
            return knowsOfNone ? Optional.empty() : Optional.of(NotificationReason.ALL_ALERTS_RESOLVED);
        }
        if (sendResolved && !told.resolved().containsAll(resolved)) {
            return Optional.of(NotificationReason.NEW_RESOLVED_ALERTS);
        }
        return told.notifiedAt().isBefore(now.minus(repeatInterval))
                ? Optional.of(NotificationReason.REPEAT_INTERVAL_ELAPSED)
                : Optional.empty();
    }
}
