package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.platform.series.Labels;

/**
 * A group that this replica alone looks at for the time of a lease.
 *
 * @param id the group
 * @param claim proves the claim; another replica that takes over has another one
 * @param claimedAt the moment on which the look is based
 * @param size how many alerts were in it when it was claimed, 0 if it was made at that moment
 */
public record ClaimedGroup(
        UUID id,
        UUID claim,
        Instant claimedAt,
        String routeId,
        String groupKey,
        String receiver,
        Labels labels,
        int size,
        GroupState state) {

    /** Longer than one attempt to deliver may take, with the reading and writing around it. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final Duration TIME_TO_WRITE_DOWN = Duration.ofSeconds(2);

    /** After which others may take it over. */
    public Instant leaseEnd() {
        return claimedAt.plus(LEASE);
    }

    /** Until when a delivery may begin, so that whatever comes of it is written down before others may take over. */
    Instant latestDelivery() {
        return leaseEnd().minus(DeliveryService.LONGEST_ATTEMPT).minus(TIME_TO_WRITE_DOWN);
    }
}
