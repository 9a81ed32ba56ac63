package dev.evenkeel.slo.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.incidents.Incident.Named;
import dev.evenkeel.platform.incidents.Incident.Status;
import dev.evenkeel.platform.query.engine.StaleMarker;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.slo.burn.BurnPolicy;
import dev.evenkeel.slo.objective.BudgetWindow;
import dev.evenkeel.slo.objective.Indicator;
import dev.evenkeel.slo.objective.MetricQuery;
import dev.evenkeel.slo.objective.Slo;

import static org.assertj.core.api.Assertions.assertThat;

class IncidentSeriesTest {

    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofHours(1));

    @Test
    void anIncidentIsOneFromItsBeginningToItsEnd() {
        Instant opened = START.plusSeconds(90);
        Instant resolved = START.plusSeconds(250);

        List<Sample> samples = series(incident(opened, resolved, new Named("slo", "checkout")), START, NOW)
                .getFirst()
                .samples();

        assertThat(samples)
                .extracting(Sample::timestamp)
                .containsExactly(
                        opened, START.plusSeconds(120), START.plusSeconds(180), START.plusSeconds(240), resolved);
        assertThat(samples.subList(0, 4)).allMatch(sample -> sample.value() == 1);
        assertThat(StaleMarker.is(samples.getLast().value())).isTrue();
    }

    @Test
    void oneThatLastsGoesOnUpToNowAndNoFarther() {
        List<Sample> samples = series(
                        incident(START.minusSeconds(10), null, new Named("slo", "checkout")),
                        START,
                        NOW.plusSeconds(3600))
                .getFirst()
                .samples();

        assertThat(samples.getFirst().timestamp()).isEqualTo(START);
        assertThat(samples.getLast().timestamp()).isEqualTo(NOW);
    }

    @Test
    void aMonthIsNotAskedForByTheMinute() {
        Instant monthAgo = NOW.minus(Duration.ofDays(30));

        List<Sample> samples = series(incident(monthAgo, null, new Named("slo", "checkout")), monthAgo, NOW)
                .getFirst()
                .samples();

        assertThat(samples.size()).isBetween(10_800, 10_802);
    }

    @Test
    void anIncidentConcernsTheObjectivesOfTheServiceThatItNames() {
        assertThat(series(incident(START, null, new Named("component", "shop")), START, NOW))
                .extracting(series -> series.labels().get("slo"))
                .containsExactly("checkout", "search");
        assertThat(series(incident(START, null, new Named("slo", "search/fast-burn")), START, NOW))
                .extracting(series -> series.labels().get("slo"))
                .containsExactly("search");
    }

    @Test
    void anIncidentThatConcernsNoObjectiveIsThereWithoutOne() {
        assertThat(series(incident(START, null, new Named("backup", "shop-database")), START, NOW))
                .extracting(series -> series.labels().get("slo"))
                .containsExactly("");
    }

    private static List<Series> series(Incident incident, Instant from, Instant to) {
        return new IncidentSeries(from, to, NOW).of(incident, List.of(slo("checkout"), slo("search")));
    }

    private static Incident incident(Instant opened, Instant resolved, Named about) {
        return new Incident(
                UUID.randomUUID(),
                "shop is down",
                "critical",
                resolved == null ? Status.OPEN : Status.RESOLVED,
                1,
                opened,
                Optional.ofNullable(resolved),
                "",
                1,
                Set.of(about));
    }

    private static Slo slo(String name) {
        MetricQuery query = new MetricQuery("source", "requests_total");
        return new Slo(
                name,
                name,
                "shop",
                "",
                0.99,
                new BudgetWindow.Rolling(Duration.ofDays(30)),
                new Indicator.Ratio(query, true, query),
                BurnPolicy.RECOMMENDED,
                Map.of());
    }
}
