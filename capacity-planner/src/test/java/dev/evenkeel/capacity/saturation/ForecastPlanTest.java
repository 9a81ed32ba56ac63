package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForecastPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:07Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aLongHorizonIsLookedAtInCoarseSteps() {
        ForecastPlan plan = plan(Duration.ofMinutes(5), Optional.of(DAY), Duration.ofDays(30), Duration.ofDays(300));

        assertThat(plan.step()).isEqualTo(Duration.ofHours(2));
        assertThat(plan.steps()).isEqualTo(360);
        assertThat(plan.period()).isEqualTo(12);
        assertThat(plan.to()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
        assertThat(plan.buckets()).isEqualTo(2000);
    }

    @Test
    void nothingIsForecastFartherThanTwiceWhatIsKnown() {
        ForecastPlan plan = plan(Duration.ofSeconds(15), Optional.of(DAY), Duration.ofDays(30), Duration.ofMinutes(10));

        assertThat(plan.step()).isEqualTo(Duration.ofSeconds(15));
        assertThat(plan.steps()).isEqualTo(80);
        assertThat(plan.period()).isEqualTo(1);
    }

    @Test
    void aSeasonIsSeenOnceItHasComeBackTwice() {
        Duration step = Duration.ofMinutes(5);

        assertThat(plan(step, Optional.of(DAY), DAY, Duration.ofDays(2)).period())
                .isEqualTo(1);
        ForecastPlan seasonal = plan(step, Optional.of(DAY), DAY, Duration.ofDays(3));
        assertThat(seasonal.step()).isEqualTo(Duration.ofMinutes(10));
        assertThat(seasonal.period()).isEqualTo(144);
    }

    @Test
    void aSeasonMuchLongerThanTheHorizonIsLeftAside() {
        ForecastPlan plan =
                plan(Duration.ofSeconds(10), Optional.of(Duration.ofDays(7)), Duration.ofHours(1), Duration.ofDays(30));

        assertThat(plan.step()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.period()).isEqualTo(1);
    }

    @Test
    void valuesStandInTheMiddleOfTheirBuckets() {
        ForecastPlan plan = plan(Duration.ofMinutes(1), Optional.empty(), Duration.ofHours(1), Duration.ofHours(2));

        assertThat(plan.middle(plan.buckets())).isEqualTo(plan.to().plusSeconds(30));
    }

    @Property
    void everyPlanKeepsToItsBounds(
            @ForAll @IntRange(min = 1, max = 300) int samplingSeconds,
            @ForAll @IntRange(min = 0, max = 31_000_000) int seasonSeconds,
            @ForAll @IntRange(min = 4, max = 63_000_000) int horizonSeconds,
            @ForAll @LongRange(min = 1, max = 315_000_000_000L) long knownMillis) {
        Duration sampling = Duration.ofSeconds(samplingSeconds);
        Duration known = Duration.ofMillis(knownMillis);

        ForecastPlan plan = plan(
                sampling,
                Optional.of(Duration.ofSeconds(seasonSeconds)).filter(season -> !season.isZero()),
                Duration.ofSeconds(horizonSeconds),
                known);

        assertThat(plan.steps()).isBetween(1, ForecastPlan.MOST_STEPS);
        assertThat(plan.step()).isGreaterThanOrEqualTo(sampling);
        assertThat(plan.period()).isPositive();
        assertThat(plan.buckets()).isBetween(0, 2000);
        assertThat(plan.to()).isBeforeOrEqualTo(NOW);
        Duration ahead = plan.step().multipliedBy(plan.steps());
        assertThat(ahead)
                .isLessThanOrEqualTo(max(known.multipliedBy(2), plan.step()))
                .isLessThanOrEqualTo(max(Duration.ofSeconds(horizonSeconds), plan.step()));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static ForecastPlan plan(Duration sampling, Optional<Duration> season, Duration horizon, Duration known) {
        return ForecastPlan.of(sampling, season, horizon, NOW.minus(known), NOW);
    }
}
