package dev.evenkeel.platform.query.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

import dev.evenkeel.platform.query.engine.QueryResult.VectorResult.Element;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.Function;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.promql.TimeShift;
import dev.evenkeel.platform.query.promql.ValueType;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/**
 * Computes an expression over series in memory, step by step. One object per query, on one thread.
 *
 * <p>Semantics are those of Prometheus 2.42: a range includes both its ends, an instant looks back five minutes, both
 * ends included.
 */
public final class Evaluator {

    private final FetchedSeries fetched;
    private final EvaluationTimes queryTimes;
    private final EvaluationTimes times;
    private final EvaluationBudget budget;
    private final LabelCache labelCache = new LabelCache();
    private final IdentityHashMap<Expr.Subquery, List<Column>> subqueries = new IdentityHashMap<>();
    private final Aggregations aggregations = new Aggregations(this, labelCache);
    private final BinaryOperations binaryOperations = new BinaryOperations(this, labelCache);
    private final FunctionCalls functionCalls = new FunctionCalls(this, labelCache);

    /** @param fetched the series of every selector of the expression, as {@link FetchPlan} lists them */
    public Evaluator(Map<Expr, List<Series>> fetched, EvaluationTimes times, EvaluationBudget budget) {
        this(FetchedSeries.of(fetched, budget), times, times, budget);
    }

    private Evaluator(
            FetchedSeries fetched, EvaluationTimes queryTimes, EvaluationTimes times, EvaluationBudget budget) {
        this.fetched = fetched;
        this.queryTimes = queryTimes;
        this.times = times;
        this.budget = budget;
    }

    /**
     * The answer at the start of the evaluation's times.
     *
     * @throws QueryException of kind {@code EXECUTION} or {@code TIMEOUT}
     */
    public QueryResult instant(Expr expression) {
        long time = times.start();
        return switch (expression.type()) {
            case SCALAR -> new QueryResult.ScalarResult(new Sample(time, scalar(expression, time)));
            case STRING -> new QueryResult.StringResult(time, ((Expr.StringLiteral) expression).value());
            case VECTOR ->
                new QueryResult.VectorResult(vector(expression, time).stream()
                        .map(point -> new Element(point.labels(), new Sample(time, point.value())))
                        .toList());
            case MATRIX ->
                matrix(windows(expression, time).stream().map(Evaluator::copy).toList());
        };
    }

    /**
     * The answers at all times, as series.
     *
     * @throws QueryException of kind {@code BAD_DATA} if the expression is neither scalar nor instant vector, of kind
     *     {@code EXECUTION} or {@code TIMEOUT} if it cannot be evaluated
     */
    public QueryResult range(Expr expression) {
        if (expression.type() != ValueType.SCALAR && expression.type() != ValueType.VECTOR) {
            throw QueryException.badData("invalid expression type \""
                    + expression.type().description() + "\" for range query, must be Scalar or instant Vector");
        }
        return matrix(columns(expression).stream().map(Column::toSeries).toList());
    }

    private static Series copy(Window window) {
        List<Sample> samples = new ArrayList<>(window.size());
        for (int i = 0; i < window.size(); i++) {
            samples.add(new Sample(window.time(i), window.value(i)));
        }
        return new Series(window.column().labels(), samples);
    }

    private static QueryResult matrix(List<Series> series) {
        List<Series> sorted = new ArrayList<>(series);
        sorted.sort((one, other) -> one.labels().compareTo(other.labels()));
        return new QueryResult.MatrixResult(List.copyOf(sorted));
    }

    private List<Column> columns(Expr expression) {
        Map<Labels, Column.Builder> columns = new LinkedHashMap<>();
        for (long time = times.start(); time <= times.end(); time += times.step()) {
            List<Point> points = expression.type() == ValueType.SCALAR
                    ? List.of(new Point(Labels.empty(), scalar(expression, time)))
                    : vector(expression, time);
            budget.spend(points.size());
            for (Point point : points) {
                columns.computeIfAbsent(point.labels(), Column.Builder::new).add(time, point.value());
            }
        }
        return columns.values().stream().map(Column.Builder::build).toList();
    }

    double scalar(Expr expression, long time) {
        budget.checkTime();
        return switch (expression) {
            case Expr.NumberLiteral number -> number.value();
            case Expr.Negation negation -> -scalar(negation.operand(), time);
            case Expr.Binary binary ->
                Arithmetic.scalar(binary.operator(), scalar(binary.left(), time), scalar(binary.right(), time));
            case Expr.Call call when call.function() == Function.TIME -> time / 1000.0;
            case Expr.Call call
            when call.function() == Function.SCALAR_OF -> {
                List<Point> points = vector(call.arguments().getFirst(), time);
                yield points.size() == 1 ? points.getFirst().value() : Double.NaN;
            }
            default -> throw new IllegalStateException("no scalar: " + expression);
        };
    }

    List<Point> vector(Expr expression, long time) {
        budget.checkTime();
        return switch (expression) {
            case Expr.VectorSelector selector -> select(selector, time);
            case Expr.Negation negation -> mapNameless(vector(negation.operand(), time), value -> -value);
            case Expr.Binary binary -> binaryOperations.evaluate(binary, time);
            case Expr.Aggregation aggregation -> aggregations.evaluate(aggregation, time);
            case Expr.Call call -> functionCalls.evaluate(call, time);
            default -> throw new IllegalStateException("no instant vector: " + expression);
        };
    }

    private List<Point> select(Expr.VectorSelector selector, long time) {
        List<Column> columns = fetched.of(selector);
        List<Point> points = new ArrayList<>(columns.size());
        long reference = shifted(selector.shift(), time);
        for (Column column : columns) {
            int index = newest(column, reference);
            if (index >= 0) {
                points.add(new Point(column.labels(), column.valueAt(index)));
            }
        }
        return points;
    }

    /** When the samples that a selector finds were taken, in seconds. */
    List<Point> selectTimestamps(Expr.VectorSelector selector, long time) {
        List<Point> points = new ArrayList<>();
        long reference = shifted(selector.shift(), time);
        for (Column column : fetched.of(selector)) {
            int index = newest(column, reference);
            if (index >= 0) {
                points.add(new Point(labelCache.withoutName(column.labels()), column.timestampAt(index) / 1000.0));
            }
        }
        return distinct(points);
    }

    private static int newest(Column column, long reference) {
        int index = column.lastAtOrBefore(reference);
        boolean found = index >= 0
                && column.timestampAt(index) >= reference - FetchPlan.LOOKBACK.toMillis()
                && !StaleMarker.is(column.valueAt(index));
        return found ? index : -1;
    }

    /** The samples of each series of a range vector, of those series that have any. */
    List<Window> windows(Expr expression, long time) {
        budget.checkTime();
        return switch (expression) {
            case Expr.MatrixSelector matrix -> {
                long end = shifted(matrix.shift(), time);
                yield windows(fetched.of(matrix), end - matrix.range().toMillis(), end);
            }
            case Expr.Subquery subquery -> {
                long end = shifted(subquery.shift(), time);
                yield windows(results(subquery), end - subquery.range().toMillis(), end);
            }
            default -> throw new IllegalStateException("no range vector: " + expression);
        };
    }

    private static List<Window> windows(List<Column> columns, long start, long end) {
        List<Window> windows = new ArrayList<>(columns.size());
        for (Column column : columns) {
            int from = column.firstAtOrAfter(start);
            int to = column.lastAtOrBefore(end) + 1;
            if (from < to) {
                windows.add(new Window(column, from, to, start, end));
            }
        }
        return windows;
    }

    /** The results of a subquery over all that this evaluation will look at, at multiples of its step. */
    private List<Column> results(Expr.Subquery subquery) {
        List<Column> known = subqueries.get(subquery);
        if (known != null) {
            return known;
        }
        long step = subquery.step().orElse(FetchPlan.DEFAULT_SUBQUERY_STEP).toMillis();
        long earliest =
                shifted(subquery.shift(), times.start()) - subquery.range().toMillis();
        long first = Math.ceilDiv(earliest, step) * step;
        long last = shifted(subquery.shift(), times.end());
        List<Column> results = List.of();
        if (first <= last) {
            EvaluationTimes inner = new EvaluationTimes(first, last, step);
            budget.spend(inner.count());
            results = new Evaluator(fetched, queryTimes, inner, budget).columns(subquery.operand());
        }
        subqueries.put(subquery, results);
        return results;
    }

    private long shifted(TimeShift shift, long time) {
        return shift.apply(time, queryTimes.start(), queryTimes.end());
    }

    List<Point> mapNameless(List<Point> points, DoubleUnaryOperator operation) {
        List<Point> results = new ArrayList<>(points.size());
        for (Point point : points) {
            results.add(new Point(labelCache.withoutName(point.labels()), operation.applyAsDouble(point.value())));
        }
        return distinct(results);
    }

    /** Two series may become one when they lose a label, which has no meaning. */
    static List<Point> distinct(List<Point> points) {
        if (points.size() > 1) {
            Set<Labels> seen = HashSet.newHashSet(points.size());
            for (Point point : points) {
                if (!seen.add(point.labels())) {
                    throw QueryException.execution(
                            "vector cannot contain metrics with the same labelset: two have " + point.labels());
                }
            }
        }
        return points;
    }
}
