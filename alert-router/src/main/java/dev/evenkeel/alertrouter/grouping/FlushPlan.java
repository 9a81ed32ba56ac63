package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertOrder;
import dev.evenkeel.alertrouter.alert.Fingerprints;
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
 * @param leftOut who is not told of which of them
 * @param log what each integration was told, as far as it was told anything that has not expired
 * @param steps what is to be done, by integration
 */
public record FlushPlan(
        GroupState state,
        RouteOptions options,
        Instant now,
        List<NotifiedAlert> alerts,
        LeftOut leftOut,
        Map<Integration, LogEntry> log,
        Map<Integration, Step> steps) {

    /**
     * Alerts that are suppressed.
     *
     * @param alerts which
     * @param resolvesFollow whether one that an integration was told of is told to be resolved all the same
     */
    public record LeftOut(Fingerprints alerts, boolean resolvesFollow) {

        private static final LeftOut NOTHING = new LeftOut(Fingerprints.none(), true);

        public static LeftOut nothing() {
            return NOTHING;
        }
    }

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
     * @param leftOut what is suppressed
     */
    public static FlushPlan of(
            GroupState state,
            RouteOptions options,
            Collection<Alert> members,
            List<Integration> integrations,
            Map<Integration, LogEntry> log,
            LeftOut leftOut,
            Instant now) {
        List<NotifiedAlert> alerts = members.stream()
                .sorted(AlertOrder.ALERTS)
                .map(alert -> new NotifiedAlert(alert, alert.resolvedAt(now)))
                .toList();
        var plan = new FlushPlan(state, options, now, alerts, leftOut, log, new LinkedHashMap<>());
        for (Integration integration : integrations) {
            plan.steps.put(integration, plan.stepFor(integration));
        }
        return plan;
    }

    private Step stepFor(Integration integration) {
        Retry retry = state.retries().get(integration.name());
        if (retry == null ? !state.isTurn(now) : mayNotBeTried(retry)) {
            return new Step.NotNow();
        }
        List<NotifiedAlert> visible = visibleTo(integration);
        if (visible.isEmpty()) {
            return new Step.UpToDate();
        }
        Fingerprints firing = fingerprints(visible, false);
        Fingerprints resolved = fingerprints(visible, true);
        boolean sendResolved = integration.settings().sendResolved();
        var told = Optional.ofNullable(log.get(integration));
        return Deduplication.decide(told, firing, resolved, sendResolved, options.repeatInterval(), now)
                .map(reason -> firing.isEmpty() && !sendResolved ? new Step.LogOnly() : new Step.Notify(reason))
                .orElseGet(Step.UpToDate::new);
    }

    /** A receiver that asked for a long silence is not kept from hearing what is new when it is the group's turn. */
    private boolean mayNotBeTried(Retry retry) {
        boolean askedForLonger = retry.dueAt().isAfter(now.plus(Backoff.LONGEST_UNASKED));
        return now.isBefore(retry.dueAt()) && !(askedForLonger && state.isTurn(now));
    }

    /** The alerts that count for an integration: not those left out, unless it is owed their end. */
    private List<NotifiedAlert> visibleTo(Integration integration) {
        return alerts.stream().filter(alert -> counts(integration, alert)).toList();
    }

    /** Whether an alert counts for an integration: it does unless it is left out, and then if its end is owed. */
    boolean counts(Integration integration, NotifiedAlert alert) {
        return !isLeftOut(alert) || isOwed(integration, alert);
    }

    private boolean isLeftOut(NotifiedAlert alert) {
        return leftOut.alerts().contains(alert.alert().fingerprint());
    }

    private boolean isOwed(Integration integration, NotifiedAlert alert) {
        return leftOut.resolvesFollow() && alert.resolved() && believesFiring(integration, alert);
    }

    private boolean believesFiring(Integration integration, NotifiedAlert alert) {
        LogEntry told = log.get(integration);
        return told != null && told.believesFiring(alert.alert().fingerprint());
    }

    /** What the log has to say once an integration was told what is planned for it. */
    public LogEntry entryFor(Integration integration) {
        List<NotifiedAlert> visible = visibleTo(integration);
        return new LogEntry(fingerprints(visible, false), fingerprints(visible, true), now, unended(integration));
    }

    /** Alerts that fire, are left out, and are known to the integration, which therefore is owed their end. */
    private Fingerprints unended(Integration integration) {
        if (!leftOut.resolvesFollow()) {
            return Fingerprints.none();
        }
        return fingerprints(
                alerts.stream()
                        .filter(alert -> isLeftOut(alert) && believesFiring(integration, alert))
                        .toList(),
                false);
    }

    /** The integrations whose entry in the log must not expire, because the end of an alert is owed to them. */
    public List<Integration> owed() {
        return log.keySet().stream()
                .filter(integration -> !unended(integration).isEmpty())
                .toList();
    }

    /** Fingerprints of the alerts that are resolved, or of those that fire. */
    public Fingerprints fingerprints(boolean resolved) {
        return fingerprints(alerts, resolved);
    }

    private static Fingerprints fingerprints(List<NotifiedAlert> alerts, boolean resolved) {
        return Fingerprints.of(alerts.stream()
                .filter(alert -> alert.resolved() == resolved)
                .mapToLong(alert -> alert.alert().fingerprint()));
    }

    /** The alerts an integration is told about, which leaves out what is suppressed, and resolved ones it does not want. */
    public List<NotifiedAlert> alertsFor(Integration integration) {
        List<NotifiedAlert> visible = visibleTo(integration);
        return integration.settings().sendResolved()
                ? visible
                : visible.stream().filter(alert -> !alert.resolved()).toList();
    }

    /**
     * Of these alerts those that an integration does not know as they are: what began to fire or ended since it was told. All
     * of them where it is told for the first time, that it is over, or again.
     */
    public List<NotifiedAlert> changesFor(Integration integration) {
        List<NotifiedAlert> alerts = alertsFor(integration);
        return switch (reasonFor(integration)) {
            case NEW_ALERTS_IN_GROUP, NEW_RESOLVED_ALERTS -> {
                LogEntry told = log.get(integration);
                yield alerts.stream()
                        .filter(alert -> !(alert.resolved() ? told.resolved() : told.firing())
                                .contains(alert.alert().fingerprint()))
                        .toList();
            }
            default -> alerts;
        };
    }

    private NotificationReason reasonFor(Integration integration) {
        return steps.get(integration) instanceof Step.Notify notify ? notify.reason() : NotificationReason.UNKNOWN;
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
        Duration pause = Backoff.afterFailure(attempts, failed, jitter);
        return new Retry(attempts, now.plus(pause));
    }
}
