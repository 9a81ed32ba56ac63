package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.grouping.FlushPlan.Conclusion;
import dev.evenkeel.alertrouter.grouping.FlushPlan.LeftOut;
import dev.evenkeel.alertrouter.grouping.FlushPlan.Step;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.alertrouter.routing.GroupBy;
import dev.evenkeel.alertrouter.routing.RouteOptions;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class TurnOutcomeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Integration TEAM = new Integration("team", 0, new InboxSettings(true));
    private static final DeliveryResult DELIVERED = new DeliveryResult.Delivered();
    private static final DeliveryResult FAILED =
            new DeliveryResult.Failed("503", FailureCause.SERVER_ERROR, Optional.empty());
    private static final DeliveryResult REFUSED = new DeliveryResult.Refused("400", FailureCause.CLIENT_ERROR);

    @Test
    void whatIsDeliveredAtATurnHasBegunAndNotFailed() {
        TurnOutcome outcome = look(turn(), Duration.ofMinutes(5), DELIVERED).outcome();

        assertThat(outcome.begun()).containsExactly(TEAM);
        assertThat(outcome.failed()).isEmpty();
    }

    @Test
    void whatIsRefusedHasFailedAtOnce() {
        TurnOutcome outcome = look(turn(), Duration.ofMinutes(5), REFUSED).outcome();

        assertThat(outcome.begun()).containsExactly(TEAM);
        assertThat(outcome.failed()).containsExactly(Map.entry(TEAM, FailureCause.CLIENT_ERROR));
    }

    @Test
    void whatIsTriedAgainBeforeTheNextTurnHasNotFailedYet() {
        Look first = look(turn(), Duration.ofMinutes(5), FAILED);

        assertThat(first.outcome().begun()).containsExactly(TEAM);
        assertThat(first.outcome().failed()).isEmpty();

        Look second = look(first.next(), Duration.ofMinutes(5), DELIVERED);
        assertThat(second.outcome().begun()).isEmpty();
        assertThat(second.outcome().failed()).isEmpty();
    }

    @Test
    void theLastAttemptBeforeTheNextTurnDecides() {
        TurnOutcome outcome = look(turn(), Duration.ofMillis(100), FAILED).outcome();

        assertThat(outcome.failed()).containsExactly(Map.entry(TEAM, FailureCause.SERVER_ERROR));
    }

    /** The alert of Alertmanager's mixin asks for the share of notifications that failed. */
    @Property
    void ofAReceiverThatStaysAwayEveryNotificationFails(
            @ForAll @IntRange(min = 1, max = 600) int groupIntervalSeconds,
            @ForAll @DoubleRange(max = 0.99) double jitter) {
        Duration interval = Duration.ofSeconds(groupIntervalSeconds);
        GroupState state = turn();
        int begun = 0;
        int failed = 0;
        for (int i = 0; i < 200; i++) {
            Look look = look(state, state.dueAt(), interval, FAILED, jitter);
            begun += look.outcome().begun().size();
            failed += look.outcome().failed().size();
            state = look.next();
        }

        assertThat(begun).isPositive();
        assertThat(begun - failed).isBetween(0, 1);
    }

    private record Look(TurnOutcome outcome, GroupState next) {}

    private static Look look(GroupState state, Duration groupInterval, DeliveryResult result) {
        return look(state, state.dueAt(), groupInterval, result, 0.5);
    }

    private static Look look(
            GroupState state, Instant now, Duration groupInterval, DeliveryResult result, double jitter) {
        var options = new RouteOptions(
                "team", new GroupBy.AllLabels(), Duration.ofSeconds(10), groupInterval, Duration.ofHours(1));
        Alert alert = Alert.of(Labels.of("alertname", "a"), Map.of(), NOW, now.plusSeconds(60), "", NOW, false);
        FlushPlan plan = FlushPlan.of(state, options, List.of(alert), List.of(TEAM), Map.of(), LeftOut.nothing(), now);
        Map<Integration, DeliveryResult> results =
                plan.steps().get(TEAM) instanceof Step.Notify ? Map.of(TEAM, result) : Map.of();
        Conclusion conclusion = plan.conclude(results, jitter);
        return new Look(TurnOutcome.of(plan, results, conclusion), conclusion.state());
    }

    private static GroupState turn() {
        return new GroupState(NOW, Map.of());
    }
}
