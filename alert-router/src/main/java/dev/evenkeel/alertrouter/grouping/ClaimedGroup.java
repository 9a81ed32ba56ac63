package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.evenkeel.platform.series.Labels;

/**
 * A group that this replica alone looks at for the time of a lease.
 *
 * @param id the group
 * @param claim proves the claim; another replica that takes over has another one
 * @param claimedAt the moment on which the look is based
 * @param leaseEnd after which others may take it over
 * @param size how many alerts were in it when it was claimed, 0 if it was made at that moment
 */
public record ClaimedGroup(
        UUID id,
        UUID claim,
        Instant claimedAt,
        Instant leaseEnd,
        String routeId,
        String groupKey,
        String receiver,
        Labels labels,
        int size,
        GroupState state) {

    /** Waiting for one's turn to deliver, and the reading and writing around it. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(10);

    private static final Duration TIME_TO_WRITE_DOWN = Duration.ofSeconds(2);

    /** @param longestAttempt how long it may take to tell the group's receiver */
    public static Duration lease(Duration longestAttempt) {
        return longestAttempt.plus(AROUND_AN_ATTEMPT);
    }

    /** Until when a delivery may begin, so that whatever comes of it is written down before others may take over. */
    Instant latestDelivery() {
        return claimedAt.plus(AROUND_AN_ATTEMPT).minus(TIME_TO_WRITE_DOWN);
    }
}
