package dev.evenkeel.backup.rpo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.rpo.RpoState.Phase;
import dev.evenkeel.backup.targets.Rpo;
import dev.evenkeel.testing.EventExamples;

import static org.assertj.core.api.Assertions.assertThat;

class RpoStateTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Optional<Rpo> DAILY = Optional.of(new Rpo(Duration.ofDays(1), false));
    private static final RpoState KEPT = new RpoState(Phase.KEPT, NOON.minus(Duration.ofDays(30)));

    @Test
    void aBackupThatIsYoungEnoughKeepsThePromise() {
        assertThat(KEPT.after(DAILY, backup(Duration.ofHours(23)), NOON)).isSameAs(KEPT);
    }

    @Test
    void thePromiseIsBrokenFromTheMomentThatTheBackupIsTooOld() {
        RpoState state = KEPT.after(DAILY, backup(Duration.ofHours(25)), NOON);

        assertThat(state).isEqualTo(new RpoState(Phase.BREACHED, NOON.minus(Duration.ofHours(1))));
        assertThat(state.after(DAILY, backup(Duration.ofHours(26)), NOON.plusSeconds(3600)))
                .isSameAs(state);
    }

    @Test
    void aNewBackupKeepsItAgain() {
        RpoState breached = new RpoState(Phase.BREACHED, NOON.minusSeconds(60));

        assertThat(breached.after(DAILY, backup(Duration.ofMinutes(1)), NOON))
                .isEqualTo(new RpoState(Phase.KEPT, NOON));
    }

    @Test
    void aNewTargetHasAsLongForItsFirstBackupAsThePromiseSays() {
        RpoState first = RpoState.initial(NOON).after(DAILY, Optional.empty(), NOON);

        assertThat(first).isEqualTo(new RpoState(Phase.KEPT, NOON));
        assertThat(first.after(DAILY, Optional.empty(), NOON.plus(Duration.ofHours(23))))
                .isSameAs(first);
        assertThat(first.after(DAILY, Optional.empty(), NOON.plus(Duration.ofHours(25))))
                .isEqualTo(new RpoState(Phase.BREACHED, NOON.plus(Duration.ofDays(1))));
    }

    @Test
    void aBreachDoesNotEndBecauseTheLastBackupTurnsOutToBeBad() {
        RpoState breached = new RpoState(Phase.BREACHED, NOON.minusSeconds(60));

        assertThat(breached.after(DAILY, Optional.empty(), NOON)).isSameAs(breached);
    }

    @Test
    void aPromiseThatIsNotMadeAnyMoreIsNotBroken() {
        RpoState breached = new RpoState(Phase.BREACHED, NOON.minusSeconds(60));

        assertThat(breached.after(Optional.empty(), Optional.empty(), NOON))
                .isEqualTo(new RpoState(Phase.NOT_PROMISED, NOON));
    }

    @Test
    void aBreachAndItsEndAreToldAsOthersUnderstandThem() {
        Instant newest = Instant.parse("2026-11-20T02:31:00Z");
        RpoStanding breached = new RpoStanding(
                "shop",
                DAILY,
                KEPT,
                Optional.of(new RecoveryPoint("20261120T023000Z-0000000a", newest)),
                newest.plusSeconds(90_061));
        breached = breached.in(breached.next());
        Instant again = Instant.parse("2026-11-21T03:32:01Z");
        RpoStanding recovered = new RpoStanding(
                "shop",
                DAILY,
                breached.state(),
                Optional.of(new RecoveryPoint("20261121T033000Z-0000000b", again.minusSeconds(61))),
                again);
        recovered = recovered.in(recovered.next());

        assertThat(RpoEventsJson.of(KEPT, breached).orElseThrow().data())
                .isEqualTo(EventExamples.data("backup.rpo.breached.v1"));
        assertThat(RpoEventsJson.of(breached.state(), recovered).orElseThrow().data())
                .isEqualTo(EventExamples.data("backup.rpo.recovered.v1"));
        assertThat(RpoEventsJson.of(RpoState.initial(NOON), recovered)).isEmpty();
    }

    private static Optional<RecoveryPoint> backup(Duration age) {
        return Optional.of(new RecoveryPoint("one", NOON.minus(age)));
    }
}
