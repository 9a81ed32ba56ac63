package dev.evenkeel.alertrouter.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;

/**
 * A route as it is written down; whatever is empty is inherited from the parent.
 *
 * @param matchers what an alert has to fulfil, from {@code match}, {@code match_re} and {@code matchers} together
 * @param schedule when it speaks
 * @param labels what notifications of this route carry besides, by name; the texts are templates
 * @param continues whether an alert that matched goes on to the next sibling
 */
public record RouteDefinition(
        Optional<String> receiver,
        Optional<GroupBy> groupBy,
        Optional<Duration> groupWait,
        Optional<Duration> groupInterval,
        Optional<Duration> repeatInterval,
        Matchers matchers,
        RouteSchedule schedule,
        Map<String, String> labels,
        boolean continues,
        List<RouteDefinition> routes) {

    public RouteDefinition {
        labels = Map.copyOf(labels);
        routes = List.copyOf(routes);
    }

    /** The least that a root route needs: everything to one receiver. */
    public static RouteDefinition toReceiver(String receiver) {
        return new RouteDefinition(
                Optional.of(receiver),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Matchers.none(),
                RouteSchedule.always(),
                Map.of(),
                false,
                List.of());
    }
}
