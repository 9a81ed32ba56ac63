package dev.evenkeel.slo.budget;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ErrorBudgetTest {

    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void aBudgetThatNobodyTouchedIsWhole() {
        assertThat(new ErrorBudget(0.999, new Counts(1000, 1000)).remaining()).isEqualTo(1);
    }

    @Test
    void halfTheAllowedErrorsLeaveHalfTheBudget() {
        ErrorBudget budget = new ErrorBudget(0.999, new Counts(999_500, 1_000_000));

        assertThat(budget.remaining()).isCloseTo(0.5, within(1e-9));
        assertThat(budget.isSpent()).isFalse();
    }

    @Test
    void moreErrorsThanAllowedLeaveLessThanNothing() {
        ErrorBudget budget = new ErrorBudget(0.99, new Counts(97, 100));

        assertThat(budget.remaining()).isCloseTo(-2, within(1e-9));
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void withoutEventsNobodyWasLetDown() {
        ErrorBudget budget = new ErrorBudget(0.99, Counts.NONE);

        assertThat(budget.remaining()).isEqualTo(1);
        assertThat(budget.burnRate(Counts.NONE)).isZero();
    }

    @Test
    void atABurnRateOfOneAWholeBudgetLastsOneWindow() {
        ErrorBudget budget = new ErrorBudget(0.999, new Counts(1000, 1000));

        assertThat(budget.lasts(1, MONTH)).contains(MONTH);
        assertThat(budget.lasts(14.4, MONTH))
                .hasValueSatisfying(left -> assertThat(left.toHours()).isEqualTo(50));
        assertThat(budget.lasts(0, MONTH)).isEmpty();
    }

    @Property
    void whatIsSpentAndWhatRemainsIsOneBudget(
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double target,
            @ForAll @DoubleRange(min = 0, max = 1) double goodShare) {
        Counts counts = new Counts(goodShare * 1e6, 1e6);
        ErrorBudget budget = new ErrorBudget(target, counts);

        assertThat(budget.remaining() + budget.burnRate(counts)).isCloseTo(1, within(1e-6));
    }
}
