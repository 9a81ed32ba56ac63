package dev.evenkeel.slo.counting;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CounterIncreaseTest {

    @Test
    void theIncreasesOfAllSeriesAddUp() {
        assertThat(CounterIncrease.between(Map.of("a", 10.0, "b", 5.0), Map.of("a", 12.0, "b", 5.5)))
                .isEqualTo(2.5);
    }

    @Test
    void aCounterThatWentDownWasResetAndAllItShowsIsNew() {
        assertThat(CounterIncrease.between(Map.of("a", 1000.0), Map.of("a", 3.0)))
                .isEqualTo(3);
    }

    @Test
    void theFirstLookCountsNothingSinceThePastIsUnknown() {
        assertThat(CounterIncrease.between(Map.of(), Map.of("a", 1000.0))).isZero();
    }

    @Test
    void aSeriesThatAppearsBesideOthersStartedAtZero() {
        assertThat(CounterIncrease.between(Map.of("200", 50.0), Map.of("200", 50.0, "500", 2.0)))
                .isEqualTo(2);
    }

    @Test
    void aSeriesThatDisappearsTakesNothingAway() {
        assertThat(CounterIncrease.between(Map.of("a", 50.0, "b", 7.0), Map.of("a", 51.0)))
                .isEqualTo(1);
    }

    @Test
    void aValueThatIsNoNumberIsLeftOut() {
        assertThat(CounterIncrease.between(Map.of("a", 1.0), Map.of("a", Double.NaN)))
                .isZero();
    }
}
