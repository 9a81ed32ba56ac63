package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.EscalationOutlook;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.routing.GroupKey;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.series.Labels;

/**
 * Where an alert with certain labels goes at a certain moment, and why.
 *
 * @param way through the route tree
 * @param inhibitedBy fingerprint of an alert that inhibits it, in 16 hexadecimal digits; null if none does
 * @param silencedBy ids of the silences that are about it
 * @param destinations one for each route that takes it
 */
public record Explanation(
        String fingerprint,
        Map<String, String> labels,
        Instant at,
        Step way,
        String inhibitedBy,
        List<UUID> silencedBy,
        List<Destination> destinations) {

    /**
     * A route that the alert came to.
     *
     * @param because the matcher that does not hold; null if all do
     * @param takes whether the alert ends here
     * @param continues whether its siblings are asked although it matches
     * @param asked the routes below it, as far as they were asked
     */
    public record Step(
            String route, String matchers, String because, boolean takes, boolean continues, List<Step> asked) {

        static Step of(Route.Trace trace) {
            return new Step(
                    trace.route().id(),
                    trace.route().matchers().toString(),
                    trace.failed().map(matcher -> matcher + " does not hold").orElse(null),
                    trace.takes(),
                    trace.route().continues(),
                    trace.children().stream().map(Step::of).toList());
        }
    }

    /**
     * Whom a route tells.
     *
     * @param groupKey of the group that the alert falls into
     * @param mutedBy time intervals by which the route is mute at the moment, or outside which it is
     * @param group how the group stands; null if there is none
     * @param escalations of the incidents that the alert's group is in, or of the one that it would open
     * @param next what will happen, in a sentence
     */
    public record Destination(
            String receiver,
            List<String> integrations,
            String route,
            String groupKey,
            Map<String, String> groupLabels,
            String groupWait,
            String groupInterval,
            String repeatInterval,
            List<String> mutedBy,
            GroupStanding group,
            List<EscalationOutlook> escalations,
            String next) {

        Destination with(List<EscalationOutlook> found) {
            return new Destination(
                    receiver,
                    integrations,
                    route,
                    groupKey,
                    groupLabels,
                    groupWait,
                    groupInterval,
                    repeatInterval,
                    mutedBy,
                    group,
                    found,
                    next);
        }
    }

    Explanation with(List<Destination> others) {
        return new Explanation(fingerprint, labels, at, way, inhibitedBy, silencedBy, others);
    }

    /** @param groups those there are, by id */
    static Explanation of(
            Labels labels, RouterConfig config, Suppression suppression, Map<UUID, GroupStanding> groups, Instant at) {
        Optional<String> inhibitedBy = suppression.inhibitedBy(labels).map(Fingerprint::text);
        List<UUID> silencedBy = suppression.silencedBy(labels);
        return new Explanation(
                Fingerprint.text(Fingerprint.of(labels)),
                labels.asMap(),
                at,
                Step.of(config.route().trace(labels)),
                inhibitedBy.orElse(null),
                silencedBy,
                config.route().match(labels).stream()
                        .map(route -> destination(route, labels, config, inhibitedBy, silencedBy, groups, at))
                        .toList());
    }

    private static Destination destination(
            Route route,
            Labels labels,
            RouterConfig config,
            Optional<String> inhibitedBy,
            List<UUID> silencedBy,
            Map<UUID, GroupStanding> groups,
            Instant at) {
        GroupKey key = route.groupOf(labels);
        List<String> mutedBy = switch (route.schedule().at(at, config.timeIntervals())) {
            case Verdict.Speaks _ -> List.of();
            case Verdict.Muted muted -> muted.by();
            case Verdict.Inactive inactive -> inactive.outside();
        };
        GroupStanding group = groups.get(key.id());
        List<String> integrations = config.integrations(route.options().receiver()).stream()
                .map(Integration::name)
                .toList();
        return new Destination(
                route.options().receiver(),
                integrations,
                route.id(),
                key.text(),
                key.labels().asMap(),
                PrometheusDuration.format(route.options().groupWait()),
                PrometheusDuration.format(route.options().groupInterval()),
                PrometheusDuration.format(route.options().repeatInterval()),
                mutedBy,
                group,
                List.of(),
                new NextStep(route, integrations, inhibitedBy, mutedBy, silencedBy, Optional.ofNullable(group))
                        .inWords());
    }
}
