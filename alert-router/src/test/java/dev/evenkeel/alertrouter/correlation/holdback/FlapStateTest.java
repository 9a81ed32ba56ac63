package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.holdback.HoldBackRule.Damping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FlapStateTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final Damping DAMPING = new Damping(3, Duration.ofMinutes(15));

    @Test
    void anAlertThatGoesOnFiringDoesNotFlap() {
        FlapState state = FlapState.first(1, START, START);

        for (int minute = 1; minute < 60; minute++) {
            state = state.seen(START, START.plus(Duration.ofMinutes(minute)), DAMPING);
        }

        assertThat(state.held()).isFalse();
        assertThat(state.penalty()).isLessThan(0.1);
    }

    @Test
    void theThirdStartInARowIsHeldBack() {
        FlapState state = startedEvery(Duration.ofMinutes(1), 3);

        assertThat(state.held()).isTrue();
    }

    @Test
    void startsThatAreFarApartAreNotHeldBack() {
        FlapState state = startedEvery(Duration.ofMinutes(30), 10);

        assertThat(state.held()).isFalse();
    }

    @Test
    void whatWasCountedHalvesWithEveryHalfLife() {
        FlapState state = FlapState.first(1, START, START).seen(START, START.plus(Duration.ofMinutes(15)), DAMPING);

        assertThat(state.penalty()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void itIsToldAgainWhenItHasCalmedDown() {
        FlapState state = startedEvery(Duration.ofMinutes(1), 3);
        Instant soon = state.at().plus(Duration.ofMinutes(5));
        Instant later = state.at().plus(Duration.ofMinutes(20));

        assertThat(state.seen(state.startsAt(), soon, DAMPING).held()).isTrue();
        assertThat(state.seen(state.startsAt(), later, DAMPING).held()).isFalse();
    }

    @Test
    void itIsToldAgainWhenItSaidSo() {
        FlapState state = startedEvery(Duration.ofMinutes(1), 4);

        Instant calm = state.calmAt(DAMPING);

        assertThat(state.seen(state.startsAt(), calm.minusSeconds(1), DAMPING).held())
                .isTrue();
        assertThat(state.seen(state.startsAt(), calm.plusSeconds(1), DAMPING).held())
                .isFalse();
    }

    private static FlapState startedEvery(Duration pause, int times) {
        FlapState state = FlapState.first(1, START, START);
        for (int i = 1; i < times; i++) {
            Instant at = START.plus(pause.multipliedBy(i));
            state = state.seen(at, at, DAMPING);
        }
        return state;
    }
}
