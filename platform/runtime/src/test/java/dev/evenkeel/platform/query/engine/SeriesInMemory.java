package dev.evenkeel.platform.query.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** Answers queries over given series, handing the engine no sample that its plan did not ask for. */
record SeriesInMemory(List<Series> series) {

    private static final int MAX_SAMPLES = 5_000_000;

    QueryResult instant(String query, long time) {
        return evaluator(PromqlParser.parse(query), EvaluationTimes.at(time)).instant(PromqlParser.parse(query));
    }

    QueryResult range(String query, EvaluationTimes times) {
        Expr expression = PromqlParser.parse(query);
        return evaluator(expression, times).range(expression);
    }

    private Evaluator evaluator(Expr expression, EvaluationTimes times) {
        Map<Expr, List<Series>> fetched = new HashMap<>();
        FetchPlan.of(expression, times, MAX_SAMPLES)
                .forEach((selector, selection) -> fetched.put(selector, select(selection)));
        return new Evaluator(fetched, times, new EvaluationBudget(MAX_SAMPLES, () -> false));
    }

    private List<Series> select(Selection selection) {
        return series.stream()
                .filter(one -> selection.accepts(one.labels()))
                .map(one -> new Series(one.labels(), within(one.samples(), selection)))
                .toList();
    }

    private static List<Sample> within(List<Sample> samples, Selection selection) {
        return samples.stream()
                .filter(sample -> !sample.timestamp().isBefore(selection.from())
                        && !sample.timestamp().isAfter(selection.to()))
                .toList();
    }
}
