package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An incident that waited for somebody to take it on.
 *
 * @param acknowledgedAt {@code null} if nobody did
 * @param resolvedAt {@code null} if it is not over
 * @param waitedSeconds until it was taken on, else until it was over, else until now
 */
public record LongWait(
        UUID incident,
        String title,
        String severity,
        String receiver,
        Instant openedAt,
        Instant acknowledgedAt,
        Instant resolvedAt,
        double waitedSeconds) {

    public Duration waited() {
        return Times.time(waitedSeconds);
    }
}
