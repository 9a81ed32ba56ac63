package dev.evenkeel.slo.burn;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.budget.ErrorBudget;
import dev.evenkeel.slo.burn.BurnState.Phase;

import static org.assertj.core.api.Assertions.assertThat;

class BurnPolicyTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final BurnPolicy fast = BurnPolicy.RECOMMENDED.getFirst();
    private final ErrorBudget budget = new ErrorBudget(0.999, Counts.NONE);

    @Test
    void theShortWindowIsATwelfthOfTheLongOne() {
        assertThat(fast.shortWindow()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aFastBurnThatGoesOnIsABreach() {
        assertThat(fast.isBreached(budget, new Counts(980, 1000), new Counts(90, 100)))
                .isTrue();
    }

    @Test
    void aBurnThatIsOverIsNone() {
        assertThat(fast.isBreached(budget, new Counts(980, 1000), new Counts(100, 100)))
                .isFalse();
    }

    @Test
    void aBlipInTheShortWindowAloneIsNone() {
        assertThat(fast.isBreached(budget, new Counts(9990, 10000), new Counts(90, 100)))
                .isFalse();
    }

    @Test
    void aBreachFiresAtOnceUnlessItMustLast() {
        BurnState calm = new BurnState(Phase.CALM, NOON.minusSeconds(3600));

        BurnState firing = calm.after(true, Duration.ZERO, NOON);

        assertThat(firing).isEqualTo(new BurnState(Phase.FIRING, NOON));
        assertThat(firing.toldAfter(calm)).contains(true);
    }

    @Test
    void aBreachThatMustLastFiresWhenItHas() {
        Duration twoMinutes = Duration.ofMinutes(2);
        BurnState pending = new BurnState(Phase.CALM, NOON).after(true, twoMinutes, NOON);

        BurnState stillPending = pending.after(true, twoMinutes, NOON.plusSeconds(119));
        BurnState firing = stillPending.after(true, twoMinutes, NOON.plusSeconds(120));

        assertThat(pending.phase()).isEqualTo(Phase.PENDING);
        assertThat(stillPending).isSameAs(pending);
        assertThat(firing).isEqualTo(new BurnState(Phase.FIRING, NOON));
    }

    @Test
    void aPendingBreachThatEndsIsNeverTold() {
        BurnState pending = new BurnState(Phase.CALM, NOON).after(true, Duration.ofMinutes(2), NOON);

        BurnState calm = pending.after(false, Duration.ofMinutes(2), NOON.plusSeconds(60));

        assertThat(calm.phase()).isEqualTo(Phase.CALM);
        assertThat(calm.toldAfter(pending)).isEmpty();
    }

    @Test
    void theEndOfAFiringBreachIsTold() {
        BurnState firing = new BurnState(Phase.FIRING, NOON);

        assertThat(firing.after(false, Duration.ZERO, NOON.plusSeconds(60)).toldAfter(firing))
                .contains(false);
    }
}
