package dev.evenkeel.alertrouter.history;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.query.engine.EvaluationBudget;
import dev.evenkeel.platform.query.engine.EvaluationTimes;
import dev.evenkeel.platform.query.engine.Evaluator;
import dev.evenkeel.platform.query.engine.FetchPlan;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.LabelMatcher.Operator;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Of the numbers of all alerts, those are read that are asked for, and the limit is one of these. */
@ServiceTest
class AlertCountSourceTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LabelMatcher ALERTS = LabelMatcher.equal(Labels.NAME, "ALERTS");

    @Inject
    AlertCountSource source;

    @BeforeEach
    void anHourOfOneAndTwoMinutesOfTheOther() throws SQLException {
        TestDatabase.ofRunningService().execute("TRUNCATE alert_count");
        TestDatabase.ofRunningService().execute("""
                INSERT INTO alert_count (at, name, severity, firing)
                SELECT timestamptz '2026-11-21T11:00:00Z' + n * interval '1 minute', 'Aardvark', 'page', n
                FROM generate_series(1, 60) AS n
                UNION ALL VALUES (timestamptz '2026-11-21T11:58:00Z', 'Zebra', '', 2),
                                 (timestamptz '2026-11-21T11:59:00Z', 'Zebra', '', 3)
                """);
    }

    @Test
    void whatIsNotAskedForUsesNothingOfTheLimitUp() {
        List<Series> found = select(10, ALERTS, LabelMatcher.equal("alertname", "Zebra"));

        assertThat(found)
                .containsExactly(Series.of(
                        Labels.of(Labels.NAME, "ALERTS", "alertname", "Zebra", "alertstate", "firing"),
                        Sample.at(NOON.minusSeconds(120), 2),
                        Sample.at(NOON.minusSeconds(60), 3)));
    }

    @Test
    void whatIsAskedForIsReadUntilItIsTooMuch() {
        assertThat(samples(select(10, ALERTS, LabelMatcher.equal("severity", "page"))))
                .isEqualTo(11);
        assertThat(samples(select(100, ALERTS))).isEqualTo(62);
    }

    @Test
    void whatIsCutIsRefusedAndNotCounted() {
        Expr query = PromqlParser.parse("sum(sum_over_time(ALERTS[2h]))");
        var noon = EvaluationTimes.at(NOON.toEpochMilli());
        Map<Expr, Selection> plan = FetchPlan.of(query, noon, 10);
        Map<Expr, List<Series>> fetched = new LinkedHashMap<>();
        plan.forEach((selector, selection) ->
                fetched.put(selector, source.select(selection).await().atMost(PATIENCE)));

        assertThatThrownBy(() -> new Evaluator(fetched, noon, new EvaluationBudget(10, () -> false)).instant(query))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("too many samples");
    }

    @Test
    void theNamesDoNotDependOnTheLimit() {
        var matchers = List.of(ALERTS, new LabelMatcher("alertname", Operator.MATCHES, "[AZ].*"));

        assertThat(source.labels(new Selection(matchers, NOON.minusSeconds(7200), NOON, 1))
                        .await()
                        .atMost(PATIENCE))
                .extracting(labels -> labels.get("alertname"))
                .containsExactlyInAnyOrder("Aardvark", "Zebra");
        assertThat(source.labels(new Selection(matchers, NOON, NOON, 1)).await().atMost(PATIENCE))
                .extracting(labels -> labels.get("alertname"))
                .containsExactly("Aardvark");
    }

    @Test
    void whoeverAsksForSomethingElseWaitsForNoTable() throws SQLException {
        try (var hanging = TestDatabase.ofRunningService().hang("alert_count")) {
            assertThat(hanging).isNotNull();

            assertThat(select(10, LabelMatcher.equal(Labels.NAME, "up"))).isEmpty();
            assertThat(select(10, ALERTS, LabelMatcher.equal("alertstate", "pending")))
                    .isEmpty();
            assertThat(select(10, LabelMatcher.equal("team", "shop"))).isEmpty();
        }
    }

    private List<Series> select(int maxSamples, LabelMatcher... matchers) {
        return source.select(new Selection(List.of(matchers), NOON.minusSeconds(7200), NOON, maxSamples))
                .await()
                .atMost(PATIENCE);
    }

    private static int samples(List<Series> series) {
        return series.stream().mapToInt(each -> each.samples().size()).sum();
    }
}
