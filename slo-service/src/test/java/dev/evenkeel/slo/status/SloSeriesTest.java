package dev.evenkeel.slo.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.burn.BurnPolicy;
import dev.evenkeel.slo.objective.BudgetWindow;
import dev.evenkeel.slo.objective.Indicator;
import dev.evenkeel.slo.objective.MetricQuery;
import dev.evenkeel.slo.objective.Slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SloSeriesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MetricQuery query = new MetricQuery("shop", "requests_total");
    private final Slo slo = new Slo(
            "shop",
            "Shop",
            "shop",
            "",
            0.9,
            new BudgetWindow.Rolling(Duration.ofHours(1)),
            new Indicator.Ratio(query, true, query),
            BurnPolicy.RECOMMENDED,
            Map.of());

    @Test
    void theBudgetAtAMomentIsThatOfTheWindowWhichEndsThen() {
        TreeMap<Instant, Counts> buckets = new TreeMap<>();
        for (int i = 0; i < 24; i++) {
            buckets.put(NOON.plusSeconds(300L * i), i == 2 ? new Counts(40, 100) : new Counts(100, 100));
        }

        List<Sample> budget = new SloSeries(slo, buckets)
                .between(NOON, NOON.plus(Duration.ofHours(3))).stream()
                        .filter(series -> series.labels().metricName().equals(SloSeries.BUDGET))
                        .findFirst()
                        .orElseThrow()
                        .samples();

        assertThat(budget.get(1).value()).isEqualTo(1);
        // 60 of 300 are bad, and 30 are allowed.
        assertThat(budget.get(2).value()).isCloseTo(-1, within(1e-9));
        // An hour has 12 buckets: 60 of 1200 are bad, and 120 are allowed.
        assertThat(budget.get(13).value()).isCloseTo(0.5, within(1e-9));
        // By now the bad bucket lies outside the window.
        assertThat(budget.get(15).value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void eventsStandAtTheEndOfTheirBucket() {
        TreeMap<Instant, Counts> buckets = new TreeMap<>(Map.of(NOON, new Counts(3, 4)));

        var series = new SloSeries(slo, buckets).between(NOON, NOON.plus(Duration.ofHours(1)));

        assertThat(series)
                .filteredOn(one -> one.labels().get("result").equals("bad"))
                .singleElement()
                .satisfies(bad -> assertThat(bad.samples()).containsExactly(Sample.at(NOON.plusSeconds(300), 1)));
    }
}
