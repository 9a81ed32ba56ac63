package dev.evenkeel.capacity.resource;

import java.util.List;
import java.util.stream.Stream;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.promql.TimeShift;
import dev.evenkeel.platform.query.promql.ValueType;

/** PromQL that needs nothing but the samples of one moment, and so can be evaluated on what a single scrape shows. */
public final class PresentExpression {

    private PresentExpression() {}

    /** @throws IllegalArgumentException with the reason, if the text is none */
    public static Expr parse(String text) {
        Expr expression;
        try {
            expression = PromqlParser.parse(text);
        } catch (QueryException malformed) {
            throw new IllegalArgumentException("is not PromQL: " + malformed.getMessage(), malformed);
        }
        if (expression.type() != ValueType.VECTOR && expression.type() != ValueType.SCALAR) {
            throw new IllegalArgumentException("must come to numbers at one moment");
        }
        if (looksBack(expression)) {
            throw new IllegalArgumentException(
                    "looks at the past, of which a scraped source knows nothing: use a prometheus source for it");
        }
        return expression;
    }

    private static boolean looksBack(Expr expression) {
        return switch (expression) {
            case Expr.MatrixSelector _, Expr.Subquery _ -> true;
            case Expr.VectorSelector selector -> !selector.shift().equals(TimeShift.NONE);
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> false;
            case Expr.Negation negation -> looksBack(negation.operand());
            case Expr.Binary binary -> anyLooksBack(List.of(binary.left(), binary.right()));
            case Expr.Aggregation aggregation ->
                anyLooksBack(Stream.concat(aggregation.parameter().stream(), Stream.of(aggregation.operand()))
                        .toList());
            case Expr.Call call -> anyLooksBack(call.arguments());
        };
    }

    private static boolean anyLooksBack(List<Expr> expressions) {
        return expressions.stream().anyMatch(PresentExpression::looksBack);
    }
}
