package dev.evenkeel.platform.query.promql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.query.selection.LabelMatcher;

/**
 * An expression of the query language, checked for types. Parentheses leave no trace in it: the shape of the tree is
 * what they said. A number with a sign is one number.
 */
public sealed interface Expr {

    ValueType type();

    record NumberLiteral(double value) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    record StringLiteral(String value) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }
    }

    /** The newest sample of each series that is matched, at most the lookback old. */
    record VectorSelector(List<LabelMatcher> matchers, TimeShift shift) implements Expr {

        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /** All samples within {@code range} before the moment, both ends included. */
    record MatrixSelector(List<LabelMatcher> matchers, Duration range, TimeShift shift) implements Expr {

        public MatrixSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /** An instant vector evaluated again and again over a range, as if its results had been stored. */
    record Subquery(Expr operand, Duration range, Optional<Duration> step, TimeShift shift) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /** A minus sign before something that is no number. */
    record Negation(Expr operand) implements Expr {
        @Override
        public ValueType type() {
            return operand.type();
        }
    }

    /** @param returnBool whether a comparison answers 0 or 1 instead of filtering */
    record Binary(BinaryOperator operator, Expr left, Expr right, boolean returnBool, VectorMatching matching)
            implements Expr {
        @Override
        public ValueType type() {
            return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                    ? ValueType.SCALAR
                    : ValueType.VECTOR;
        }
    }

    record Aggregation(Aggregator aggregator, Optional<Expr> parameter, Expr operand, Grouping grouping)
            implements Expr {
        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    record Call(Function function, List<Expr> arguments) implements Expr {

        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.result();
        }
    }
}
