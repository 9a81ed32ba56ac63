package dev.evenkeel.alertrouter.explain;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.maintenance.MaintenanceWindows.Covering;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.HeldBack;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/**
 * What will happen next to an alert at one of its routes, as long as nothing changes. The reasons to say nothing come in the
 * order in which a notification is checked for them.
 *
 * @param over whether the alert has ended
 */
record NextStep(
        Explanation alert,
        boolean over,
        Route route,
        List<String> integrations,
        List<String> mutedBy,
        List<HeldBack> heldBack,
        Optional<GroupStanding> group) {

    String inWords() {
        if (integrations.isEmpty()) {
            return "Nobody is told: the receiver has no integration.";
        }
        if (over) {
            return group.filter(NextStep::owesTheEnd)
                    .map(standing -> "It is over, which is told at " + standing.nextTurnAt() + ".")
                    .orElse("It is over, and nothing is to be told of it unless it fires again.");
        }
        if (alert.inhibitedBy() != null) {
            return "Nobody is told while the alert " + alert.inhibitedBy() + " fires.";
        }
        if (!mutedBy.isEmpty()) {
            return "Nobody is told at this time: " + String.join(", ", mutedBy) + ".";
        }
        if (!alert.silencedBy().isEmpty()) {
            return "Nobody is told while it is silenced.";
        }
        if (!alert.maintenance().isEmpty()) {
            Covering window = alert.maintenance().getFirst();
            return "Nobody is told until " + window.until() + ", the end of the maintenance " + window.name() + ".";
        }
        if (!heldBack.isEmpty()) {
            return held(heldBack.getFirst());
        }
        return group.map(this::ofGroup)
                .orElseGet(() -> "A group begins and tells after "
                        + PrometheusDuration.format(route.options().groupWait()) + ".");
    }

    private static boolean owesTheEnd(GroupStanding standing) {
        return standing.told().stream().anyMatch(GroupStanding.Told::asFiring);
    }

    private static String held(HeldBack held) {
        String until = held.until().map(end -> "before " + end).orElse("for now");
        return held.reason() == SuppressionReason.STORM
                ? "It is not told by itself: " + held.because() + "."
                : "Nobody is told " + until + ": " + held.because() + ".";
    }

    private String ofGroup(GroupStanding standing) {
        if (!standing.retries().isEmpty()) {
            GroupStanding.Owed owed = standing.retries().getFirst();
            return owed.integration() + " could not be told (" + owed.attempts()
                    + " times in a row) and is tried again at " + owed.dueAt() + ".";
        }
        boolean everybodyKnows = integrations.stream()
                .allMatch(integration -> standing.told().stream()
                        .anyMatch(told -> told.integration().equals(integration) && told.asFiring()));
        if (everybodyKnows) {
            return "Everybody was told. The group looks again at " + standing.nextTurnAt()
                    + ", and repeats itself "
                    + PrometheusDuration.format(route.options().repeatInterval())
                    + " after it was last told if nothing changes.";
        }
        return "It is told at " + standing.nextTurnAt() + ", together with what else is in the group by then.";
    }
}
