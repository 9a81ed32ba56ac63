package dev.evenkeel.platform.query.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.TimeShift;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.Selection;

/** Finds out which samples an expression will look at, so that they can be fetched before it is evaluated. */
public final class FetchPlan {

    /** How old the newest sample of a series may be and still count as its value. */
    public static final Duration LOOKBACK = Duration.ofMinutes(5);

    /** The step of a subquery that names none. */
    static final Duration DEFAULT_SUBQUERY_STEP = Duration.ofMinutes(1);

    /** Sources cannot be expected to know moments outside of the years 1 to 9999. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final EvaluationTimes times;
    private final int maxSamples;
    private final Map<Expr, Selection> selections = new LinkedHashMap<>();

    private FetchPlan(EvaluationTimes times, int maxSamples) {
        this.times = times;
        this.maxSamples = maxSamples;
    }

    /** What each vector and matrix selector of the expression needs. */
    public static Map<Expr, Selection> of(Expr expression, EvaluationTimes times, int maxSamples) {
        FetchPlan plan = new FetchPlan(times, maxSamples);
        plan.visit(expression, times.start(), times.end());
        return plan.selections;
    }

    private void visit(Expr expression, long from, long to) {
        switch (expression) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> {
                // reads no series
            }
            case Expr.VectorSelector vector -> {
                long first = shift(vector.shift(), from) - LOOKBACK.toMillis();
                need(vector, vector.matchers(), first, shift(vector.shift(), to));
            }
            case Expr.MatrixSelector matrix -> {
                long first = shift(matrix.shift(), from) - matrix.range().toMillis();
                need(matrix, matrix.matchers(), first, shift(matrix.shift(), to));
            }
            case Expr.Subquery subquery ->
                visit(
                        subquery.operand(),
                        shift(subquery.shift(), from) - subquery.range().toMillis(),
                        shift(subquery.shift(), to));
            case Expr.Negation negation -> visit(negation.operand(), from, to);
            case Expr.Binary binary -> {
                visit(binary.left(), from, to);
                visit(binary.right(), from, to);
            }
            case Expr.Aggregation aggregation -> {
                aggregation.parameter().ifPresent(parameter -> visit(parameter, from, to));
                visit(aggregation.operand(), from, to);
            }
            case Expr.Call call -> call.arguments().forEach(argument -> visit(argument, from, to));
        }
    }

    private long shift(TimeShift shift, long time) {
        return shift.apply(time, times.start(), times.end());
    }

    /** The same selector may stand inside and outside of a subquery: it is fetched once, for the whole span. */
    private void need(Expr selector, List<LabelMatcher> matchers, long from, long to) {
        Selection needed = new Selection(matchers, instant(from), instant(to), maxSamples);
        selections.merge(selector, needed, FetchPlan::union);
    }

    private static Selection union(Selection one, Selection other) {
        return new Selection(
                one.matchers(),
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to(),
                one.maxSamples());
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(Math.clamp(millis, EARLIEST, LATEST));
    }
}
