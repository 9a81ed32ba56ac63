package dev.evenkeel.platform.query.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.Function;
import dev.evenkeel.platform.query.promql.ValueType;
import dev.evenkeel.platform.series.Labels;

/** Functions whose result is an instant vector. */
final class FunctionCalls {

    private static final Comparator<Point> ASCENDING = Comparator.comparingDouble(Point::value);
    private static final Comparator<Point> NUMBERS_FIRST = Comparator.comparing(point -> Double.isNaN(point.value()));

    private final Evaluator evaluator;
    private final LabelCache labelCache;

    FunctionCalls(Evaluator evaluator, LabelCache labelCache) {
        this.evaluator = evaluator;
        this.labelCache = labelCache;
    }

    List<Point> evaluate(Expr.Call call, long time) {
        return switch (call.function()) {
            case VECTOR_OF -> List.of(new Point(Labels.empty(), scalar(call, 0, time)));
            case TIMESTAMP -> timestamps(call.arguments().getFirst(), time);
            case ABSENT -> absent(call, vector(call, 0, time).isEmpty());
            case ABSENT_OVER_TIME ->
                absent(
                        call,
                        evaluator.windows(call.arguments().getFirst(), time).isEmpty());
            case SORT ->
                vector(call, 0, time).stream()
                        .sorted(NUMBERS_FIRST.thenComparing(ASCENDING))
                        .toList();
            case SORT_DESC ->
                vector(call, 0, time).stream()
                        .sorted(NUMBERS_FIRST.thenComparing(ASCENDING.reversed()))
                        .toList();
            case LABEL_REPLACE -> relabelled(call, LabelFunctions.replace(strings(call)), time);
            case LABEL_JOIN -> relabelled(call, LabelFunctions.join(strings(call)), time);
            case HISTOGRAM_QUANTILE -> HistogramQuantile.of(scalar(call, 0, time), vector(call, 1, time));
            case CLAMP -> clamp(call, time);
            default ->
                call.function().readsRange()
                        ? overRange(call, time)
                        : evaluator.mapNameless(vector(call, 0, time), operation(call, time));
        };
    }

    private List<Point> vector(Expr.Call call, int argument, long time) {
        return evaluator.vector(call.arguments().get(argument), time);
    }

    private double scalar(Expr.Call call, int argument, long time) {
        return evaluator.scalar(call.arguments().get(argument), time);
    }

    private static List<String> strings(Expr.Call call) {
        return call.arguments().stream()
                .filter(Expr.StringLiteral.class::isInstance)
                .map(argument -> ((Expr.StringLiteral) argument).value())
                .toList();
    }

    private List<Point> relabelled(Expr.Call call, UnaryOperator<Labels> change, long time) {
        return Evaluator.distinct(vector(call, 0, time).stream()
                .map(point -> new Point(labelCache.derive(call, point.labels(), change), point.value()))
                .toList());
    }

    private List<Point> timestamps(Expr argument, long time) {
        if (argument instanceof Expr.VectorSelector selector) {
            return evaluator.selectTimestamps(selector, time);
        }
        return evaluator.mapNameless(evaluator.vector(argument, time), _ -> time / 1000.0);
    }

    private static List<Point> absent(Expr.Call call, boolean absent) {
        return absent
                ? List.of(new Point(LabelFunctions.impliedBy(call.arguments().getFirst()), 1))
                : List.of();
    }

    private List<Point> clamp(Expr.Call call, long time) {
        double min = scalar(call, 1, time);
        double max = scalar(call, 2, time);
        List<Point> points = vector(call, 0, time);
        if (max < min) {
            return List.of();
        }
        return evaluator.mapNameless(points, value -> Arithmetic.larger(min, Arithmetic.smaller(max, value)));
    }

    private DoubleUnaryOperator operation(Expr.Call call, long time) {
        return switch (call.function()) {
            case ABS -> Math::abs;
            case CEIL -> Math::ceil;
            case FLOOR -> Math::floor;
            case SQRT -> Math::sqrt;
            case EXP -> Math::exp;
            case LN -> Math::log;
            case LOG10 -> Math::log10;
            case LOG2 -> value -> Math.log(value) / Math.log(2);
            case SGN -> Math::signum;
            case CLAMP_MIN -> {
                double min = scalar(call, 1, time);
                yield value -> Arithmetic.larger(min, value);
            }
            case CLAMP_MAX -> {
                double max = scalar(call, 1, time);
                yield value -> Arithmetic.smaller(max, value);
            }
            case ROUND -> {
                // halves round up, and dividing by the inverse keeps 0.1 and its like exact
                double inverse = 1 / (call.arguments().size() > 1 ? scalar(call, 1, time) : 1);
                yield value -> Math.floor(value * inverse + 0.5) / inverse;
            }
            default -> throw new IllegalStateException("no function of a number: " + call.function());
        };
    }

    private List<Point> overRange(Expr.Call call, long time) {
        Function function = call.function();
        double parameter = Double.NaN;
        List<Window> windows = List.of();
        for (Expr argument : call.arguments()) {
            if (argument.type() == ValueType.MATRIX) {
                windows = evaluator.windows(argument, time);
            } else {
                parameter = evaluator.scalar(argument, time);
            }
        }
        List<Point> results = new ArrayList<>(windows.size());
        for (Window window : windows) {
            OptionalDouble value = RangeFunctions.apply(function, window, parameter, time);
            if (value.isPresent()) {
                Labels labels = window.column().labels();
                boolean keepsName = function == Function.LAST_OVER_TIME;
                results.add(new Point(keepsName ? labels : labelCache.withoutName(labels), value.getAsDouble()));
            }
        }
        return Evaluator.distinct(results);
    }
}
