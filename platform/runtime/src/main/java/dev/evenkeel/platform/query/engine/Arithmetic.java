package dev.evenkeel.platform.query.engine;

import dev.evenkeel.platform.query.promql.BinaryOperator;
import dev.evenkeel.platform.query.promql.BinaryOperator.Family;

/** The operators on two numbers. */
final class Arithmetic {

    private Arithmetic() {}

    /** Arithmetic, or 0 or 1 for a comparison. */
    static double scalar(BinaryOperator operator, double left, double right) {
        if (operator.family() == Family.COMPARISON) {
            return holds(operator, left, right) ? 1 : 0;
        }
        return compute(operator, left, right);
    }

    static double compute(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> power(left, right);
            default -> throw new IllegalStateException("no arithmetic: " + operator);
        };
    }

    static boolean holds(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            default -> throw new IllegalStateException("no comparison: " + operator);
        };
    }

    /** The larger number as in Go: the infinity that nothing exceeds wins even over NaN. */
    static double larger(double one, double other) {
        boolean unsurpassed = one == Double.POSITIVE_INFINITY || other == Double.POSITIVE_INFINITY;
        return unsurpassed ? Double.POSITIVE_INFINITY : Math.max(one, other);
    }

    /** The smaller number as in Go: the infinity that nothing falls below wins even over NaN. */
    static double smaller(double one, double other) {
        boolean unsurpassed = one == Double.NEGATIVE_INFINITY || other == Double.NEGATIVE_INFINITY;
        return unsurpassed ? Double.NEGATIVE_INFINITY : Math.min(one, other);
    }

    /** IEEE 754-2008, as in C and Go, where Java differs: 1 to any power is 1, and so is -1 to an infinite one. */
    private static double power(double base, double exponent) {
        if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
            return 1;
        }
        return Math.pow(base, exponent);
    }
}
