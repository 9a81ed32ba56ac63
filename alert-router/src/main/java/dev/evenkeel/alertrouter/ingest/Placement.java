package dev.evenkeel.alertrouter.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.ClaimedGroup;
import dev.evenkeel.alertrouter.grouping.GroupState;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Source;
import dev.evenkeel.alertrouter.routing.GroupKey;
import dev.evenkeel.alertrouter.routing.Route;

/**
 * Alerts and where they belong. Both are in the order in which everybody locks them.
 *
 * @param alerts in order of their fingerprints
 * @param groups in order of their ids
 * @param members which alert is in which of the groups, in order of the fingerprints
 * @param sources under which keys alerts inhibit others
 */
record Placement(List<Alert> alerts, List<Group> groups, List<Membership> members, List<Source> sources) {

    /**
     * A group that alerts fall into, whether it exists or not.
     *
     * @param firstTurn when it first speaks, if it is new
     */
    record Group(UUID id, GroupKey key, String receiver, Instant firstTurn) {

        private Group notLaterThan(Instant turn) {
            return turn.isBefore(firstTurn) ? new Group(id, key, receiver, turn) : this;
        }

        private ClaimedGroup claimed(UUID claim, Instant now, Duration lease) {
            return new ClaimedGroup(
                    id,
                    claim,
                    now,
                    now.plus(lease),
                    key.routeId(),
                    key.text(),
                    receiver,
                    key.labels(),
                    0,
                    new GroupState(firstTurn, Map.of()));
        }
    }

    /** One alert in one group. */
    record Membership(UUID group, long fingerprint) {}

    /**
     * Places alerts.
     *
     * @param alerts each fingerprint at most once
     * @param configuration by which they are routed and inhibit each other
     */
    static Placement of(Collection<Alert> alerts, RouterConfig configuration, Instant now) {
        List<Alert> ordered = new ArrayList<>(alerts);
        ordered.sort(Comparator.comparingLong(Alert::fingerprint));
        Map<GroupKey, Group> groups = new HashMap<>();
        List<Membership> members = new ArrayList<>(ordered.size());
        for (Alert alert : ordered) {
            for (Route route : configuration.route().match(alert.labels())) {
                members.add(new Membership(touch(groups, route, alert, now), alert.fingerprint()));
            }
        }
        List<Group> touched = new ArrayList<>(groups.values());
        touched.sort(Comparator.comparing(Group::id));
        return new Placement(
                ordered, touched, members, configuration.inhibition().sources(ordered));
    }

    private static UUID touch(Map<GroupKey, Group> groups, Route route, Alert alert, Instant now) {
        Instant turn = GroupState.firstTurn(route.options(), alert.startsAt(), now);
        GroupKey key = route.groupOf(alert.labels());
        Group known = groups.get(key);
        Group touched =
                known == null ? new Group(key.id(), key, route.options().receiver(), turn) : known.notLaterThan(turn);
        groups.put(key, touched);
        return touched.id();
    }

    /**
     * Those that, if they are new, are due at once, as they are for whoever stores and claims them in one go.
     *
     * @param configuration has their receivers
     */
    List<ClaimedGroup> dueAtOnce(RouterConfig configuration, Instant now) {
        UUID claim = UUID.randomUUID();
        return groups.stream()
                .filter(group -> !group.firstTurn().isAfter(now))
                .map(group ->
                        group.claimed(claim, now, ClaimedGroup.lease(configuration.longestAttempt(group.receiver()))))
                .toList();
    }
}
