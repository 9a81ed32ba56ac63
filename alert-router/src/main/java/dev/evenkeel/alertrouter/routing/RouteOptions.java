package dev.evenkeel.alertrouter.routing;

import java.time.Duration;
import java.util.Set;

/**
 * What holds for the alerts of one route, after inheritance.
 *
 * @param receiver who is told
 * @param groupBy how alerts are gathered
 * @param groupWait how long a new group waits for company before its first notification; may be zero
 * @param groupInterval how long a group waits between looks at whether something changed; positive
 * @param repeatInterval how long after a successful notification the same one is sent again; positive
 */
public record RouteOptions(
        String receiver, GroupBy groupBy, Duration groupWait, Duration groupInterval, Duration repeatInterval) {

    /** Alertmanager's defaults: no grouping, 30 seconds, 5 minutes, 4 hours. */
    static RouteOptions defaults() {
        return new RouteOptions(
                "", new GroupBy.Only(Set.of()), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));
    }

    RouteOptions overriddenBy(RouteDefinition definition) {
        return new RouteOptions(
                definition.receiver().orElse(receiver),
                definition.groupBy().orElse(groupBy),
                definition.groupWait().orElse(groupWait),
                definition.groupInterval().orElse(groupInterval),
                definition.repeatInterval().orElse(repeatInterval));
    }
}
