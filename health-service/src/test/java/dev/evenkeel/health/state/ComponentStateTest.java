package dev.evenkeel.health.state;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentStateTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final int FAILURES = 3;
    private static final int SUCCESSES = 2;

    private ComponentState state = ComponentState.unknown(START);
    private int seconds;

    @Test
    void theFirstSuccessBringsAnUnknownComponentUp() {
        after("+");

        assertThat(state.state()).isEqualTo(State.UP);
    }

    @Test
    void fewerFailuresThanTheThresholdLeaveItUp() {
        after("+--+--+");

        assertThat(state.state()).isEqualTo(State.UP);
    }

    @Test
    void anOutageIsAsOldAsItsFirstFailure() {
        after("++---");

        assertThat(state.state()).isEqualTo(State.DOWN);
        assertThat(state.since()).isEqualTo(START.plusSeconds(3));
        assertThat(state.reason()).isEqualTo("refused at 5");
    }

    @Test
    void oneSuccessInAnOutageDoesNotEndIt() {
        after("---+-");

        assertThat(state.state()).isEqualTo(State.DOWN);
    }

    @Test
    void enoughSuccessesEndAnOutageSinceTheFirstOfThem() {
        after("---++");

        assertThat(state.state()).isEqualTo(State.UP);
        assertThat(state.since()).isEqualTo(START.plusSeconds(4));
        assertThat(state.reason()).isEmpty();
    }

    @Test
    void anUnknownComponentNeedsTheWholeRowOfFailuresToBeDown() {
        after("--");

        assertThat(state.state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void whileItIsDownTheReasonIsTheNewestOne() {
        after("-----");

        assertThat(state.reason()).isEqualTo("refused at 5");
        assertThat(state.since()).isEqualTo(START.plusSeconds(1));
    }

    /** A plus is a success, a minus a failure, one a second. */
    private void after(String results) {
        for (int i = 0; i < results.length(); i++) {
            Instant at = START.plusSeconds(++seconds);
            CheckResult result = results.charAt(i) == '+'
                    ? CheckResult.success(at, Duration.ofMillis(5))
                    : CheckResult.failure(at, Duration.ofMillis(5), "refused at " + seconds);
            state = state.after(result, FAILURES, SUCCESSES);
        }
    }
}
