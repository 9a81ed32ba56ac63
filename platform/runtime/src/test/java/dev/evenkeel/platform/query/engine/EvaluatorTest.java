package dev.evenkeel.platform.query.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.query.engine.QueryResult.MatrixResult;
import dev.evenkeel.platform.query.engine.QueryResult.ScalarResult;
import dev.evenkeel.platform.query.engine.QueryResult.VectorResult;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.promql.QueryException.Kind;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EvaluatorTest {

    private static final long MINUTE = 60_000;

    @Test
    void aSampleCountsForFiveMinutesAndNoLonger() {
        SeriesInMemory series = series("up", new Sample(0, 1));

        assertThat(values(series.instant("up", 5 * MINUTE))).containsExactly(1.0);
        assertThat(values(series.instant("up", 5 * MINUTE + 1))).isEmpty();
        assertThat(values(series.instant("up", -1))).isEmpty();
    }

    @Test
    void aStalenessMarkerEndsASeriesAtOnce() {
        SeriesInMemory series = series("up", new Sample(0, 1), new Sample(MINUTE, StaleMarker.value()));

        assertThat(values(series.instant("up", MINUTE - 1))).containsExactly(1.0);
        assertThat(values(series.instant("up", MINUTE))).isEmpty();
        assertThat(values(series.instant("up", 2 * MINUTE))).isEmpty();
        assertThat(values(series.instant("absent(up)", 2 * MINUTE))).containsExactly(1.0);
    }

    @Test
    void aSeriesMayComeBackAfterAStalenessMarker() {
        SeriesInMemory series =
                series("up", new Sample(0, 1), new Sample(MINUTE, StaleMarker.value()), new Sample(2 * MINUTE, 3));

        assertThat(values(series.instant("up", 2 * MINUTE))).containsExactly(3.0);
        assertThat(values(series.instant("up offset 1m", 2 * MINUTE))).isEmpty();
    }

    @Test
    void aRangeDoesNotContainStalenessMarkers() {
        SeriesInMemory series =
                series("total", new Sample(0, 1), new Sample(MINUTE, StaleMarker.value()), new Sample(2 * MINUTE, 3));

        assertThat(values(series.instant("count_over_time(total[5m])", 2 * MINUTE)))
                .containsExactly(2.0);
        assertThat(values(series.instant("delta(total[2m])", 2 * MINUTE))).containsExactly(2.0);
    }

    @Test
    void anOrdinaryNotANumberIsAValue() {
        SeriesInMemory series = series("up", new Sample(0, Double.NaN));

        assertThat(values(series.instant("up", 0))).containsExactly(Double.NaN);
    }

    @Test
    void aRangeContainsBothItsEnds() {
        SeriesInMemory series = series("up", new Sample(0, 1), new Sample(MINUTE, 1), new Sample(2 * MINUTE, 1));

        assertThat(values(series.instant("count_over_time(up[2m])", 2 * MINUTE)))
                .containsExactly(3.0);
        assertThat(values(series.instant("count_over_time(up[2m])", 2 * MINUTE + 1)))
                .containsExactly(2.0);
    }

    @Test
    void aForecastIsReadFromTheFuture() {
        SeriesInMemory series = series("forecast", new Sample(10 * MINUTE, 42));

        assertThat(values(series.instant("forecast offset -10m", 0))).containsExactly(42.0);
        assertThat(series.range("forecast", new EvaluationTimes(9 * MINUTE, 11 * MINUTE, MINUTE)))
                .isEqualTo(new MatrixResult(List.of(Series.of(
                        Labels.of("__name__", "forecast"), new Sample(10 * MINUTE, 42), new Sample(11 * MINUTE, 42)))));
    }

    @Test
    void aQueryThatReadsTooMuchIsRefused() {
        QueryException error = catchThrowableOfType(
                QueryException.class, () -> evaluate("up + up", new EvaluationBudget(100, () -> false), 101));

        assertThat(error.kind()).isEqualTo(Kind.EXECUTION);
        assertThat(error).hasMessageContaining("too many samples");
    }

    @Test
    void aSubqueryOfTooManyStepsIsRefusedBeforeItRuns() {
        SeriesInMemory nothing = new SeriesInMemory(List.of());

        QueryException error = catchThrowableOfType(
                QueryException.class, () -> nothing.instant("sum_over_time(vector(1)[10y:1ms])", 0));

        assertThat(error.kind()).isEqualTo(Kind.EXECUTION);
        assertThat(error).hasMessageContaining("too many samples");
    }

    @Test
    void aQueryWhoseTimeIsUpStops() {
        QueryException error = catchThrowableOfType(
                QueryException.class, () -> evaluate("up", new EvaluationBudget(100, () -> true), 1));

        assertThat(error.kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void theLongestChainOfOperatorsFitsIntoASmallStack() throws InterruptedException {
        String query = "1" + " + 1".repeat(500);
        AtomicReference<QueryResult> result = new AtomicReference<>();

        Thread thread = new Thread(
                null, () -> result.set(new SeriesInMemory(List.of()).instant(query, 0)), "small stack", 256 * 1024);
        thread.start();
        thread.join();

        assertThat(result.get()).isEqualTo(new ScalarResult(new Sample(0, 501)));
    }

    private static void evaluate(String query, EvaluationBudget budget, int samples) {
        List<Sample> many = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            many.add(new Sample(i, i));
        }
        Expr expression = PromqlParser.parse(query);
        Expr selector = PromqlParser.parse("up");
        Map<Expr, List<Series>> fetched =
                Collections.singletonMap(selector, List.of(new Series(Labels.of("__name__", "up"), many)));
        new Evaluator(fetched, EvaluationTimes.at(samples), budget).instant(expression);
    }

    private static SeriesInMemory series(String name, Sample... samples) {
        return new SeriesInMemory(List.of(Series.of(Labels.of("__name__", name), samples)));
    }

    private static List<Double> values(QueryResult result) {
        return ((VectorResult) result)
                .elements().stream().map(element -> element.sample().value()).toList();
    }
}
