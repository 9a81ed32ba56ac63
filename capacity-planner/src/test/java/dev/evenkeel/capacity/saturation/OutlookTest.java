package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OutlookTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aSteadyGrowthGoesOnAndSaysWhenItArrives() {
        Outlook outlook = outlook(200, minute -> 10 + 0.1 * minute);

        assertThat(outlook.points()).hasSize(300);
        assertThat(outlook.points().getFirst().at()).isEqualTo(NOW.plusSeconds(30));
        SaturationDates dates = SaturationDates.of(50, 30, outlook.points(), NOW);
        // 30 are used now, and 20 more come in 200 minutes.
        assertThat(dates.expected().orElseThrow())
                .isCloseTo(NOW.plus(Duration.ofMinutes(200)), within(Duration.ofMinutes(2)));
        assertThat(dates.earliest().orElseThrow())
                .isBeforeOrEqualTo(dates.expected().orElseThrow());
    }

    @Test
    void fewerValuesThanAForecastNeedsGiveNone() {
        Outlook outlook = outlook(Outlook.LEAST_VALUES - 1, minute -> 10);

        assertThat(outlook.hasForecast()).isFalse();
        assertThat(outlook.method()).isEmpty();
        assertThat(outlook.past()).hasSize(Outlook.LEAST_VALUES - 1);
    }

    @Test
    void missingSamplesAreNeitherInventedNorInTheWay() {
        Outlook outlook = outlook(200, minute -> minute > 50 && minute < 90 ? Double.NaN : 10 + 0.1 * minute);

        assertThat(outlook.past()).hasSize(161);
        assertThat(outlook.points().getLast().median()).isCloseTo(60, within(2.0));
    }

    @Test
    void anIntervalOfSomethingUnsteadyIsNotOfNoWidth() {
        Outlook outlook = outlook(60, minute -> 50 + 10 * Math.sin(minute * 1.7));

        assertThat(outlook.points()).allSatisfy(point -> {
            assertThat(point.lower()).isLessThan(point.median());
            assertThat(point.upper()).isGreaterThan(point.median());
        });
    }

    private static Outlook outlook(int minutes, IntToDoubleFunction used) {
        Instant first = NOW.minus(MINUTE.multipliedBy(minutes));
        ForecastPlan plan = ForecastPlan.of(MINUTE, Optional.empty(), Duration.ofHours(5), first, NOW);
        Map<Instant, Double> means = new HashMap<>();
        for (int minute = 0; minute < minutes; minute++) {
            double value = used.applyAsDouble(minute);
            if (!Double.isNaN(value)) {
                means.put(first.plus(MINUTE.multipliedBy(minute)), value);
            }
        }
        return Outlook.of(plan, means, NOW);
    }
}
