package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.EscalationOutlook;
import dev.evenkeel.alertrouter.maintenance.MaintenanceWindows.Covering;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.routing.GroupKey;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.HeldBack;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.series.Labels;

/**
 * Where an alert with certain labels goes at a certain moment, and why.
 *
 * @param way through the route tree
 * @param inhibitedBy fingerprint of an alert that inhibits it, in 16 hexadecimal digits; null if none does
 * @param silencedBy ids of the silences that are about it
 * @param maintenance windows that cover it at the moment
 * @param destinations one for each route that takes it
 */
public record Explanation(
        String fingerprint,
        Map<String, String> labels,
        Instant at,
        Step way,
        String inhibitedBy,
        List<UUID> silencedBy,
        List<Covering> maintenance,
        List<Destination> destinations) {

    /**
     * That an alert is left out of what a group tells, for a reason beyond Alertmanager's.
     *
     * @param reason {@code duplicate}, {@code transient}, {@code flapping} or {@code storm}
     * @param because in words
     * @param until when that ends if nothing changes; null if nobody can tell
     */
    public record Held(String reason, String because, Instant until) {

        static Held of(HeldBack held) {
            return new Held(held.reason().label(), held.because(), held.until().orElse(null));
        }
    }

    /**
     * What keeps an alert from being told.
     *
     * @param held by the ids of the routes that take it
     */
    record Obstacles(Suppression suppression, Map<String, List<HeldBack>> held) {}

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
     * @param heldBack why the group leaves it out for now, beside inhibition, silences, maintenance and schedules
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
            List<Held> heldBack,
            GroupStanding group,
            List<EscalationOutlook> escalations,
            String next) {

        boolean isLeftToAStorm() {
            return heldBack.stream().anyMatch(held -> held.reason().equals(SuppressionReason.STORM.label()));
        }

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
                    heldBack,
                    group,
                    found,
                    next);
        }
    }

    Explanation with(List<Destination> others) {
        return new Explanation(fingerprint, labels, at, way, inhibitedBy, silencedBy, maintenance, others);
    }

    /**
     * @param over whether the alert has ended
     * @param groups those there are, by id
     */
    static Explanation of(
            Labels labels,
            boolean over,
            RouterConfig config,
            Obstacles obstacles,
            Map<UUID, GroupStanding> groups,
            Instant at) {
        Suppression suppression = obstacles.suppression();
        var everywhere = new Explanation(
                Fingerprint.text(Fingerprint.of(labels)),
                labels.asMap(),
                at,
                Step.of(config.route().trace(labels)),
                suppression.inhibitedBy(labels).map(Fingerprint::text).orElse(null),
                suppression.silences().silencing(labels, at),
                suppression.silences().coverings(labels, at),
                List.of());
        return everywhere.with(config.route().match(labels).stream()
                .map(route -> everywhere.destination(
                        route,
                        over,
                        config,
                        obstacles.held().getOrDefault(route.id(), List.of()),
                        groups.get(route.groupOf(labels).id())))
                .toList());
    }

    private Destination destination(
            Route route, boolean over, RouterConfig config, List<HeldBack> heldBack, GroupStanding group) {
        GroupKey key = route.groupOf(Labels.of(labels));
        List<String> mutedBy = switch (route.schedule().at(at, config.timeIntervals())) {
            case Verdict.Speaks _ -> List.of();
            case Verdict.Muted muted -> muted.by();
            case Verdict.Inactive inactive -> inactive.outside();
        };
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
                heldBack.stream().map(Held::of).toList(),
                group,
                List.of(),
                new NextStep(this, over, route, integrations, mutedBy, heldBack, Optional.ofNullable(group)).inWords());
    }
}
