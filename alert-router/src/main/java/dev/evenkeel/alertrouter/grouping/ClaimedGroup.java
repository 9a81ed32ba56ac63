package dev.evenkeel.alertrouter.grouping;

import java.time.Instant;
import java.util.UUID;

import dev.evenkeel.platform.series.Labels;

/**
 * A group that this replica alone looks at for the time of a lease.
 *
 * @param id the group
 * @param claim proves the claim; another replica that takes over has another one
 * @param claimedAt the moment on which the look is based
 */
public record ClaimedGroup(
        UUID id,
        UUID claim,
        Instant claimedAt,
        String routeId,
        String groupKey,
        String receiver,
        Labels labels,
        GroupState state) {}
