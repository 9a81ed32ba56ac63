package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.resource.ResourceExamples;

import static org.assertj.core.api.Assertions.assertThat;

class SaturationStateTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SETTLE = Duration.ofMinutes(3);
    private static final Resource DISK =
            ResourceExamples.disk().warnWithin(Duration.ofHours(4)).build();

    @Test
    void aPredictionIsBelievedWhenItHasLasted() {
        SaturationState state = fine();

        state = state.after(Optional.of(Phase.PREDICTED), SETTLE, minutes(1));
        assertThat(state.phase()).isEqualTo(Phase.FINE);
        state = state.after(Optional.of(Phase.PREDICTED), SETTLE, minutes(4));

        assertThat(state).isEqualTo(new SaturationState(Phase.PREDICTED, minutes(1), Optional.empty()));
        assertThat(state.toldAfter(fine())).contains(true);
    }

    @Test
    void aPredictionThatWaversIsNot() {
        SaturationState state = fine();
        for (int minute = 1; minute < 30; minute++) {
            Phase judged = minute % 2 == 0 ? Phase.PREDICTED : Phase.FINE;
            state = state.after(Optional.of(judged), SETTLE, minutes(minute));
        }

        assertThat(state.phase()).isEqualTo(Phase.FINE);
    }

    @Test
    void thatAllIsFineIsBelievedAtOnceOfWhatWasNotKnown() {
        SaturationState unknown = SaturationState.unknown(NOW);

        assertThat(unknown.after(Optional.of(Phase.FINE), SETTLE, minutes(1)).phase())
                .isEqualTo(Phase.FINE);
        assertThat(unknown.after(Optional.of(Phase.SATURATED), SETTLE, minutes(1))
                        .phase())
                .isEqualTo(Phase.UNKNOWN);
    }

    @Test
    void whatSettlesAtOnceIsBelievedAtOnce() {
        assertThat(fine().after(Optional.of(Phase.SATURATED), Duration.ZERO, NOW)
                        .phase())
                .isEqualTo(Phase.SATURATED);
    }

    @Test
    void aSourceThatIsAwayNeitherEndsNorBeginsATrouble() {
        SaturationState saturated = new SaturationState(Phase.SATURATED, NOW, Optional.empty());

        assertThat(saturated.after(Optional.empty(), SETTLE, minutes(600))).isEqualTo(saturated);
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldUpAJudgement() {
        SaturationState leaning = fine().after(Optional.of(Phase.PREDICTED), SETTLE, minutes(600));

        SaturationState state = leaning.after(Optional.of(Phase.PREDICTED), SETTLE, minutes(1))
                .after(Optional.of(Phase.PREDICTED), SETTLE, minutes(4));

        assertThat(state.phase()).isEqualTo(Phase.PREDICTED);
    }

    @Test
    void itIsToldWhenAPredictionComesTrueButNotWhenItIsAPredictionAgain() {
        SaturationState predicted = new SaturationState(Phase.PREDICTED, NOW, Optional.empty());
        SaturationState saturated = new SaturationState(Phase.SATURATED, NOW, Optional.empty());

        assertThat(saturated.toldAfter(predicted)).contains(true);
        assertThat(predicted.toldAfter(saturated)).isEmpty();
        assertThat(fine().toldAfter(saturated)).contains(false);
        assertThat(fine().toldAfter(SaturationState.unknown(NOW))).isEmpty();
    }

    @Property
    void whatIsToldTurnsBetweenBeginningsAndEnds(@ForAll List<Phase> judgements) {
        SaturationState state = SaturationState.unknown(NOW);
        boolean threatened = false;
        for (Phase judged : judgements) {
            SaturationState next =
                    state.after(Optional.of(judged).filter(phase -> phase != Phase.UNKNOWN), Duration.ZERO, minutes(1));
            Optional<Boolean> told = next.toldAfter(state);
            if (told.isPresent()) {
                assertThat(told.get() || threatened).isTrue();
                threatened = told.get();
            }
            state = next;
            assertThat(threatened).isEqualTo(state.phase().threatens());
        }
    }

    @Test
    void aSaturationThatIsNearIsPredictedAndOneThatIsFarIsNot() {
        assertThat(judged(Phase.FINE, 50, Optional.of(hours(4)))).contains(Phase.PREDICTED);
        assertThat(judged(Phase.FINE, 50, Optional.of(hours(4.5)))).contains(Phase.FINE);
        assertThat(judged(Phase.FINE, 50, Optional.empty())).contains(Phase.FINE);
    }

    @Test
    void itTakesMoreToGetOutOfTroubleThanToBeJustOutOfIt() {
        assertThat(judged(Phase.PREDICTED, 50, Optional.of(hours(4.5)))).contains(Phase.PREDICTED);
        assertThat(judged(Phase.PREDICTED, 50, Optional.of(hours(5.1)))).contains(Phase.FINE);
        assertThat(judged(Phase.FINE, 79, Optional.empty())).contains(Phase.FINE);
        assertThat(judged(Phase.FINE, 80, Optional.empty())).contains(Phase.SATURATED);
        assertThat(judged(Phase.SATURATED, 77, Optional.empty())).contains(Phase.SATURATED);
        assertThat(judged(Phase.SATURATED, 75, Optional.empty())).contains(Phase.FINE);
    }

    @Test
    void withoutAForecastNothingIsSaidExceptWhatIsSeen() {
        assertThat(Judgement.of(Phase.UNKNOWN, DISK, 50, 80, Optional.empty(), false, NOW))
                .isEmpty();
        assertThat(Judgement.of(Phase.UNKNOWN, DISK, 90, 80, Optional.empty(), false, NOW))
                .contains(Phase.SATURATED);
        assertThat(Judgement.of(Phase.SATURATED, DISK, 50, 80, Optional.empty(), false, NOW))
                .contains(Phase.FINE);
        assertThat(Judgement.of(Phase.PREDICTED, DISK, 50, 80, Optional.empty(), false, NOW))
                .isEmpty();
    }

    private static Optional<Phase> judged(Phase current, double used, Optional<Instant> expected) {
        return Judgement.of(current, DISK, used, 80, expected, true, NOW);
    }

    private static SaturationState fine() {
        return new SaturationState(Phase.FINE, NOW, Optional.empty());
    }

    private static Instant minutes(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static Instant hours(double hours) {
        return NOW.plus(Duration.ofSeconds(Math.round(hours * 3600)));
    }
}
