package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.grouping.FlushPlan.LeftOut;
import dev.evenkeel.alertrouter.grouping.FlushPlan.Step;
import dev.evenkeel.alertrouter.grouping.GroupState.Retry;
import dev.evenkeel.alertrouter.notification.ChannelSettings;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.LogEntry;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.routing.GroupBy;
import dev.evenkeel.alertrouter.routing.RouteOptions;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class FlushPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RouteOptions OPTIONS = new RouteOptions(
            "team", new GroupBy.AllLabels(), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1));
    private static final Integration HEALTHY = integration(0, true);
    private static final Integration FAILING = integration(1, true);
    private static final Integration FIRING_ONLY = integration(2, false);
    private static final Alert FIRING = alert("firing", NOW.plusSeconds(300));
    private static final Alert OTHER = alert("other", NOW.plusSeconds(300));
    private static final Alert RESOLVED = alert("resolved", NOW.minusSeconds(5));
    private static final DeliveryResult DELIVERED = new DeliveryResult.Delivered();
    private static final DeliveryResult FAILED =
            new DeliveryResult.Failed("503", FailureCause.SERVER_ERROR, Optional.empty());

    @Test
    void aNewGroupWaitsForGroupWait() {
        assertThat(GroupState.firstTurn(OPTIONS, NOW.minusSeconds(10), NOW)).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void anAlertThatHasFiredForLongerThanGroupWaitIsFlushedAtOnce() {
        assertThat(GroupState.firstTurn(OPTIONS, NOW.minusSeconds(11), NOW)).isEqualTo(NOW);
    }

    @Test
    void aTurnNotifiesEverybodyWhoWasNotTold() {
        FlushPlan plan = plan(turn(), List.of(FIRING), List.of(HEALTHY, FAILING), Map.of(HEALTHY, told(FIRING)));

        assertThat(plan.steps())
                .containsEntry(HEALTHY, new Step.UpToDate())
                .containsEntry(FAILING, new Step.Notify(NotificationReason.FIRST_NOTIFICATION));
    }

    @Test
    void theNextTurnComesAfterTheGroupInterval() {
        var conclusion =
                plan(turn(), List.of(FIRING), List.of(HEALTHY), Map.of()).conclude(Map.of(HEALTHY, DELIVERED), 0.5);

        assertThat(conclusion.state().dueAt()).isEqualTo(NOW.plus(OPTIONS.groupInterval()));
        assertThat(conclusion.settled()).isTrue();
    }

    @Test
    void aFailingIntegrationIsRetriedEarlierWhileTheHealthyOneKeepsItsPace() {
        var conclusion = plan(turn(), List.of(FIRING), List.of(HEALTHY, FAILING), Map.of())
                .conclude(Map.of(HEALTHY, DELIVERED, FAILING, FAILED), 0.5);

        assertThat(conclusion.state().nextTurnAt()).isEqualTo(NOW.plus(OPTIONS.groupInterval()));
        assertThat(conclusion.state().dueAt()).isEqualTo(NOW.plusMillis(500));
        assertThat(conclusion.settled()).isFalse();
    }

    @Test
    void betweenTurnsOnlyADueRetryIsMade() {
        var waiting = new GroupState(NOW.plusSeconds(30), Map.of(FAILING.name(), new Retry(3, NOW)));

        FlushPlan plan = plan(waiting, List.of(FIRING), List.of(HEALTHY, FAILING), Map.of());

        assertThat(plan.steps())
                .containsEntry(HEALTHY, new Step.NotNow())
                .containsEntry(FAILING, new Step.Notify(NotificationReason.FIRST_NOTIFICATION));
        assertThat(plan.conclude(Map.of(FAILING, FAILED), 0.5).state().retries().get(FAILING.name()))
                .isEqualTo(new Retry(4, NOW.plusNanos(1_687_000_000)));
    }

    @Test
    void aTurnDoesNotHurryAReceiverThatAskedForTime() {
        var state = new GroupState(NOW, Map.of(FAILING.name(), new Retry(1, NOW.plusSeconds(40))));

        FlushPlan plan = plan(state, List.of(FIRING), List.of(FAILING), Map.of());

        assertThat(plan.steps()).containsEntry(FAILING, new Step.NotNow());
        assertThat(plan.conclude(Map.of(), 0.5).state().dueAt()).isEqualTo(NOW.plusSeconds(40));
    }

    @Test
    void aReceiverThatAskedForALongSilenceHearsWhatIsNewAtTheNextTurnAllTheSame() {
        var limited = new DeliveryResult.Failed("429", FailureCause.RATE_LIMITED, Optional.of(Duration.ofHours(1)));
        GroupState after = plan(turn(), List.of(FIRING), List.of(FAILING), Map.of())
                .conclude(Map.of(FAILING, limited), 0.5)
                .state();

        assertThat(after.dueAt()).isEqualTo(NOW.plus(OPTIONS.groupInterval()));
        assertThat(retried(after, NOW.plusSeconds(59)).steps()).containsEntry(FAILING, new Step.NotNow());
        assertThat(retried(after, NOW.plusSeconds(60)).steps())
                .containsEntry(FAILING, new Step.Notify(NotificationReason.FIRST_NOTIFICATION));
    }

    @Test
    void aReceiverThatRefusesIsAskedAgainAtTheNextTurnOnly() {
        var refused = new DeliveryResult.Refused("400", FailureCause.CLIENT_ERROR);

        var conclusion =
                plan(turn(), List.of(FIRING), List.of(HEALTHY), Map.of()).conclude(Map.of(HEALTHY, refused), 0.5);

        assertThat(conclusion.state().retries()).isEmpty();
        assertThat(conclusion.settled()).isFalse();
    }

    @Test
    void resolvedAlertsStayUntilEverybodyKnows() {
        Map<Integration, LogEntry> log = Map.of(HEALTHY, told(RESOLVED), FAILING, told(RESOLVED));

        var conclusion = plan(turn(), List.of(RESOLVED), List.of(HEALTHY, FAILING), log)
                .conclude(Map.of(HEALTHY, DELIVERED, FAILING, FAILED), 0.5);

        assertThat(conclusion.settled()).isFalse();
    }

    @Test
    void whoDoesNotWantResolvedAlertsIsSparedTheEndButTheLogIsCleared() {
        FlushPlan plan = plan(turn(), List.of(RESOLVED), List.of(FIRING_ONLY), Map.of(FIRING_ONLY, told(RESOLVED)));

        assertThat(plan.steps()).containsEntry(FIRING_ONLY, new Step.LogOnly());
        assertThat(plan.conclude(Map.of(), 0.5).settled()).isTrue();
    }

    @Test
    void whoDoesNotWantResolvedAlertsSeesFiringOnesOnly() {
        FlushPlan plan = plan(turn(), List.of(RESOLVED, FIRING), List.of(FIRING_ONLY), Map.of());

        assertThat(plan.alertsFor(FIRING_ONLY)).containsExactly(new NotifiedAlert(FIRING, false));
    }

    @Test
    void aReceiverWithoutIntegrationsIsSettledByLooking() {
        assertThat(plan(turn(), List.of(RESOLVED), List.of(), Map.of())
                        .conclude(Map.of(), 0.5)
                        .settled())
                .isTrue();
    }

    @Test
    void whatIsSuppressedIsLeftOut() {
        FlushPlan plan =
                plan(List.of(FIRING, OTHER), Map.of(), new LeftOut(Fingerprints.of(FIRING.fingerprint()), true));

        assertThat(plan.alertsFor(HEALTHY)).containsExactly(new NotifiedAlert(OTHER, false));
    }

    @Test
    void aGroupOfWhichEverythingIsSuppressedSaysNothing() {
        FlushPlan plan = plan(List.of(FIRING), Map.of(), new LeftOut(Fingerprints.of(FIRING.fingerprint()), true));

        assertThat(plan.steps()).containsEntry(HEALTHY, new Step.UpToDate());
        assertThat(plan.conclude(Map.of(), 0.5).settled()).isTrue();
    }

    @Test
    void theEndOfASuppressedAlertIsToldToWhoWasToldOfItUnlessThatIsSwitchedOff() {
        Map<Integration, LogEntry> log = Map.of(HEALTHY, told(RESOLVED));
        Fingerprints suppressed = Fingerprints.of(RESOLVED.fingerprint());

        assertThat(plan(List.of(RESOLVED), log, new LeftOut(suppressed, true)).steps())
                .containsEntry(HEALTHY, new Step.Notify(NotificationReason.ALL_ALERTS_RESOLVED));
        assertThat(plan(List.of(RESOLVED), log, new LeftOut(suppressed, false)).steps())
                .containsEntry(HEALTHY, new Step.UpToDate());
        assertThat(plan(List.of(RESOLVED), Map.of(), new LeftOut(suppressed, true))
                        .steps())
                .containsEntry(HEALTHY, new Step.UpToDate());
    }

    @Test
    void anAlertThatANotificationLeavesOutIsNotForgottenByTheLog() {
        FlushPlan plan = plan(
                List.of(FIRING, OTHER),
                Map.of(HEALTHY, told(FIRING)),
                new LeftOut(Fingerprints.of(FIRING.fingerprint()), true));

        LogEntry entry = plan.entryFor(HEALTHY);

        assertThat(entry.firing()).isEqualTo(Fingerprints.of(OTHER.fingerprint()));
        assertThat(entry.unended()).isEqualTo(Fingerprints.of(FIRING.fingerprint()));
        assertThat(plan.owed()).containsExactly(HEALTHY);
    }

    @Test
    void aNotificationOfChangesHoldsWhatBeganAndWhatEndedSinceTheLast() {
        Map<Integration, LogEntry> log = Map.of(HEALTHY, told(List.of(FIRING, RESOLVED), List.of()));

        FlushPlan plan = plan(turn(), List.of(FIRING, OTHER, RESOLVED), List.of(HEALTHY), log);

        assertThat(plan.steps()).containsEntry(HEALTHY, new Step.Notify(NotificationReason.NEW_ALERTS_IN_GROUP));
        assertThat(plan.changesFor(HEALTHY))
                .containsExactlyInAnyOrder(new NotifiedAlert(OTHER, false), new NotifiedAlert(RESOLVED, true));
    }

    @Test
    void aNotificationOfChangesLeavesOutWhatIsKnownToHaveEnded() {
        Alert longResolved = alert("long resolved", NOW.minusSeconds(50));
        Map<Integration, LogEntry> log = Map.of(HEALTHY, told(List.of(FIRING, RESOLVED), List.of(longResolved)));

        FlushPlan plan = plan(turn(), List.of(FIRING, RESOLVED, longResolved), List.of(HEALTHY), log);

        assertThat(plan.steps()).containsEntry(HEALTHY, new Step.Notify(NotificationReason.NEW_RESOLVED_ALERTS));
        assertThat(plan.changesFor(HEALTHY)).containsExactly(new NotifiedAlert(RESOLVED, true));
    }

    @Test
    void theFirstNotificationTheRepeatAndTheEndHoldEverything() {
        var longAgo = new LogEntry(
                Fingerprints.of(FIRING.fingerprint()),
                Fingerprints.none(),
                NOW.minus(Duration.ofHours(2)),
                Fingerprints.none());

        assertThat(plan(turn(), List.of(FIRING, OTHER), List.of(HEALTHY), Map.of())
                        .changesFor(HEALTHY))
                .hasSize(2);
        assertThat(plan(turn(), List.of(FIRING), List.of(HEALTHY), Map.of(HEALTHY, longAgo))
                        .changesFor(HEALTHY))
                .containsExactly(new NotifiedAlert(FIRING, false));
        assertThat(plan(turn(), List.of(RESOLVED), List.of(HEALTHY), Map.of(HEALTHY, told(RESOLVED)))
                        .changesFor(HEALTHY))
                .containsExactly(new NotifiedAlert(RESOLVED, true));
    }

    @Test
    void whoIsToldOfChangesAfterAFailureIsToldOfAllThatItHasNotHeardSince() {
        Alert third = alert("third", NOW.plusSeconds(300));
        Map<Integration, LogEntry> log = Map.of(HEALTHY, told(FIRING, OTHER, third), FAILING, told(FIRING));
        var retry = new GroupState(NOW.plusSeconds(30), Map.of(FAILING.name(), new Retry(1, NOW)));

        FlushPlan plan = plan(retry, List.of(FIRING, OTHER, third), List.of(HEALTHY, FAILING), log);

        assertThat(plan.changesFor(FAILING)).extracting(NotifiedAlert::alert).containsExactlyInAnyOrder(OTHER, third);
    }

    @Test
    void theLogKnowsTheWholeWhateverIsToldSoThatEveryEndFollows() {
        Map<Integration, LogEntry> log = Map.of(HEALTHY, told(FIRING));
        FlushPlan plan = plan(turn(), List.of(FIRING, OTHER), List.of(HEALTHY), log);
        assertThat(plan.changesFor(HEALTHY)).containsExactly(new NotifiedAlert(OTHER, false));

        LogEntry entry = plan.entryFor(HEALTHY);

        assertThat(entry.firing()).isEqualTo(Fingerprints.of(FIRING.fingerprint(), OTHER.fingerprint()));
        Alert ended = alert("firing", NOW.minusSeconds(1));
        assertThat(plan(turn(), List.of(ended, OTHER), List.of(HEALTHY), Map.of(HEALTHY, entry))
                        .changesFor(HEALTHY))
                .containsExactly(new NotifiedAlert(ended, true));
    }

    @Test
    void anAlertThatWasLeftOutSinceItWasToldIsNewsWhenItIsToldAgain() {
        var leftOutSince = new LogEntry(
                Fingerprints.of(OTHER.fingerprint()),
                Fingerprints.none(),
                NOW.minusSeconds(60),
                Fingerprints.of(FIRING.fingerprint()));

        FlushPlan plan = plan(turn(), List.of(FIRING, OTHER), List.of(HEALTHY), Map.of(HEALTHY, leftOutSince));

        assertThat(plan.changesFor(HEALTHY)).containsExactly(new NotifiedAlert(FIRING, false));
    }

    private static FlushPlan plan(List<Alert> members, Map<Integration, LogEntry> log, LeftOut leftOut) {
        return FlushPlan.of(turn(), OPTIONS, members, List.of(HEALTHY), log, leftOut, NOW);
    }

    private static GroupState turn() {
        return new GroupState(NOW, Map.of());
    }

    private static FlushPlan plan(
            GroupState state, List<Alert> members, List<Integration> integrations, Map<Integration, LogEntry> log) {
        return FlushPlan.of(state, OPTIONS, members, integrations, log, LeftOut.nothing(), NOW);
    }

    private static FlushPlan retried(GroupState state, Instant now) {
        return FlushPlan.of(state, OPTIONS, List.of(FIRING), List.of(FAILING), Map.of(), LeftOut.nothing(), now);
    }

    private static LogEntry told(Alert... firing) {
        return told(List.of(firing), List.of());
    }

    private static LogEntry told(List<Alert> firing, List<Alert> resolved) {
        return new LogEntry(fingerprints(firing), fingerprints(resolved), NOW.minusSeconds(60), Fingerprints.none());
    }

    private static Fingerprints fingerprints(List<Alert> alerts) {
        return Fingerprints.of(alerts.stream().mapToLong(Alert::fingerprint));
    }

    private static Integration integration(int index, boolean sendResolved) {
        return new Integration("team", index, new Channel(sendResolved));
    }

    private record Channel(boolean sendResolved) implements ChannelSettings {
        @Override
        public String kind() {
            return "test";
        }
    }

    private static Alert alert(String name, Instant endsAt) {
        return Alert.of(
                Labels.of("alertname", name), Map.of(), NOW.minusSeconds(60), endsAt, "", NOW.minusSeconds(1), false);
    }
}
