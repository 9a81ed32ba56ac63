package dev.evenkeel.platform.query.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.query.promql.Aggregator;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.Grouping;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.series.Labels;

/** Aggregation operators: many elements of an instant vector become one per group, or the best few. */
final class Aggregations {

    private static final double BEYOND_LONG = 0x1p63;

    private static final Comparator<Point> ASCENDING = Comparator.comparingDouble(Point::value);

    private final Evaluator evaluator;
    private final LabelCache labelCache;

    Aggregations(Evaluator evaluator, LabelCache labelCache) {
        this.evaluator = evaluator;
        this.labelCache = labelCache;
    }

    List<Point> evaluate(Expr.Aggregation aggregation, long time) {
        double parameter =
                aggregation.parameter().map(p -> evaluator.scalar(p, time)).orElse(Double.NaN);
        List<Point> points = evaluator.vector(aggregation.operand(), time);
        Map<Labels, List<Point>> groups = new LinkedHashMap<>();
        for (Point point : points) {
            Labels group = group(aggregation, point.labels());
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(point);
        }
        Aggregator aggregator = aggregation.aggregator();
        List<Point> results = new ArrayList<>(groups.size());
        if (aggregator == Aggregator.TOPK || aggregator == Aggregator.BOTTOMK) {
            int limit = limit(parameter, points.size());
            groups.values().forEach(group -> results.addAll(best(group, limit, aggregator == Aggregator.TOPK)));
        } else {
            groups.forEach((labels, group) -> results.add(new Point(labels, value(aggregator, group, parameter))));
        }
        return results;
    }

    private Labels group(Expr.Aggregation aggregation, Labels labels) {
        Grouping grouping = aggregation.grouping();
        return labelCache.derive(
                aggregation,
                labels,
                all -> grouping.without() ? all.withoutName().without(grouping.labels()) : all.only(grouping.labels()));
    }

    private static int limit(double parameter, int available) {
        if (Double.isNaN(parameter) || Math.abs(parameter) >= BEYOND_LONG) {
            throw QueryException.execution("Scalar value " + parameter + " overflows int64");
        }
        return (int) Math.clamp(parameter, 0, available);
    }

    /** In order of value; what is no number comes last either way. */
    private static List<Point> best(List<Point> group, int limit, boolean largest) {
        Comparator<Point> numbersFirst = Comparator.comparing(point -> Double.isNaN(point.value()));
        return group.stream()
                .sorted(numbersFirst.thenComparing(largest ? ASCENDING.reversed() : ASCENDING))
                .limit(limit)
                .toList();
    }

    private static double value(Aggregator aggregator, List<Point> group, double parameter) {
        double[] values = group.stream().mapToDouble(Point::value).toArray();
        return switch (aggregator) {
            case SUM -> Statistics.sum(values);
            case AVG -> Statistics.mean(values);
            case MIN -> Statistics.min(values);
            case MAX -> Statistics.max(values);
            case COUNT -> values.length;
            case GROUP -> 1;
            case STDDEV -> Math.sqrt(Statistics.variance(values));
            case STDVAR -> Statistics.variance(values);
            case QUANTILE -> Statistics.quantile(parameter, values);
            case TOPK, BOTTOMK -> throw new IllegalStateException(aggregator + " has no single value");
        };
    }
}
