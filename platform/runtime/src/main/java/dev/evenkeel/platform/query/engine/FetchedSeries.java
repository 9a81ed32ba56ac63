package dev.evenkeel.platform.query.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.series.Series;

/** The series of each selector, made ready for reading. */
final class FetchedSeries {

    private final Map<Expr, List<Column>> bySelector;

    private FetchedSeries(Map<Expr, List<Column>> bySelector) {
        this.bySelector = bySelector;
    }

    static FetchedSeries of(Map<Expr, List<Series>> fetched, EvaluationBudget budget) {
        Map<Expr, List<Column>> bySelector = HashMap.newHashMap(fetched.size());
        fetched.forEach((selector, series) -> {
            budget.spend(series.stream().mapToLong(one -> one.samples().size()).sum());
            bySelector.put(selector, columns(selector, series));
        });
        return new FetchedSeries(bySelector);
    }

    private static List<Column> columns(Expr selector, List<Series> series) {
        boolean range = selector instanceof Expr.MatrixSelector;
        return series.stream()
                .map(Column::of)
                .map(column -> range ? column.withoutStaleMarkers() : column)
                .toList();
    }

    List<Column> of(Expr selector) {
        List<Column> columns = bySelector.get(selector);
        if (columns == null) {
            throw new IllegalStateException("no series were fetched for " + selector);
        }
        return columns;
    }
}
