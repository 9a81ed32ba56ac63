package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertOrder;
import dev.evenkeel.alertrouter.grouping.GroupState.Retry;
import dev.evenkeel.alertrouter.notification.Backoff;
import dev.evenkeel.alertrouter.notification.Deduplication;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.routing.RouteOptions;

/**
 * What one look at a group comes to: who is told what, and, once that is known to have worked or not, when the group is
 * looked at next. Pure: the same group, log and moment give the same plan.
 *
 * @param state the group's timing before
 * @param options those of its route
 * @param now the moment of the look, on which everything is decided
 * @param alerts all alerts of the group, in order, as they are at that moment
 * @param steps what is to be done, by integration
 */
public record FlushPlan(
        GroupState state, RouteOptions options, Instant now, List<NotifiedAlert> alerts, Map<Integration, Step> steps) {

    /** What is due for one integration. */
    public sealed interface Step {

        /** It is told. */
        record Notify(NotificationReason reason) implements Step {}

        /** It does not want to hear this, but the log has to know that the group fell silent. */
        record LogOnly() implements Step {}

        /** It knows already. */
        record UpToDate() implements Step {}

        /** It failed and is not due yet, or it is not the group's turn. */
        record NotNow() implements Step {}
    }

    /**
     * What is left to do once every step has ended.
     *
     * @param state the group's timing from now on
     * @param settled whether every integration knows everything, so that resolved alerts may leave the group
     */
    public record Conclusion(GroupState state, boolean settled) {}

    /**
     * Looks at a group.
     *
     * @param members the alerts in it
     * @param log what each integration was told, as far as it was told anything that has not expired
     */
    public static FlushPlan of(
            GroupState state,
            RouteOptions options,
            Collection<Alert> members,
            List<Integration> integrations,
            Map<Integration, LogEntry> log,
            Instant now) {
        List<NotifiedAlert> alerts = members.stream()
                .sorted(AlertOrder.ALERTS)
                .map(alert -> new NotifiedAlert(alert, alert.resolvedAt(now)))
                .toList();
        var plan = new FlushPlan(state, options, now, alerts, new LinkedHashMap<>());
        Set<Long> firing = plan.fingerprints(false);
        Set<Long> resolved = plan.fingerprints(true);
        for (Integration integration : integrations) {
            var told = Optional.ofNullable(log.get(integration));
            plan.steps.put(integration, plan.stepFor(integration, told, firing, resolved));
        }
        return plan;
    }

    private Step stepFor(Integration integration, Optional<LogEntry> told, Set<Long> firing, Set<Long> resolved) {
        Retry retry = state.retries().get(integration.name());
        if (retry == null ? !state.isTurn(now) : now.isBefore(retry.dueAt())) {
            return new Step.NotNow();
        }
        boolean sendResolved = integration.settings().sendResolved();
        return Deduplication.decide(told, firing, resolved, sendResolved, options.repeatInterval(), now)
                .map(reason -> firing.isEmpty() && !sendResolved ? new Step.LogOnly() : new Step.Notify(reason))
                .orElseGet(Step.UpToDate::new);
    }

    /** Fingerprints of the alerts that are resolved, or of those that fire. */
    public Set<Long> fingerprints(boolean resolved) {
        return alerts.stream()
                .filter(alert -> alert.resolved() == resolved)
                .map(alert -> alert.alert().fingerprint())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The alerts an integration is told about, which leaves out resolved ones it does not want. */
    public List<NotifiedAlert> alertsFor(Integration integration) {
        return integration.settings().sendResolved()
                ? alerts
                : alerts.stream().filter(alert -> !alert.resolved()).toList();
    }

    /**
     * Draws the conclusion.
     *
     * @param results one for each integration that was to be told
     * @param jitter in [0, 1), spreads retries
     */
    public Conclusion conclude(Map<Integration, DeliveryResult> results, double jitter) {
        var retries = new HashMap<String, Retry>();
        boolean settled = state.isTurn(now);
        for (var each : steps.entrySet()) {
            Integration integration = each.getKey();
            Retry before = state.retries().get(integration.name());
            switch (each.getValue()) {
                case Step.NotNow _ -> {
                    settled = false;
                    keep(retries, integration, before);
                }
                case Step.Notify _ -> {
                    DeliveryResult result = results.get(integration);
                    settled &= result instanceof DeliveryResult.Delivered;
                    keep(retries, integration, retryAfter(result, before, jitter));
                }
                case Step.LogOnly _, Step.UpToDate _ -> {
                    // nothing is owed
                }
            }
        }
        Instant nextTurn = state.isTurn(now) ? now.plus(options.groupInterval()) : state.nextTurnAt();
        return new Conclusion(new GroupState(nextTurn, retries), settled);
    }

    private static void keep(Map<String, Retry> retries, Integration integration, Retry retry) {
        if (retry != null) {
            retries.put(integration.name(), retry);
        }
    }

    private Retry retryAfter(DeliveryResult result, Retry before, double jitter) {
        if (!(result instanceof DeliveryResult.Failed failed)) {
            return null;
        }
        int attempts = before == null ? 1 : before.attempts() + 1;
        Duration pause = Backoff.afterFailure(attempts, failed.retryAfter(), jitter);
        return new Retry(attempts, now.plus(pause));
    }
}
