package dev.evenkeel.platform.query.promql;

import java.util.List;

import dev.evenkeel.platform.query.promql.BinaryOperator.Family;
import dev.evenkeel.platform.query.promql.VectorMatching.Many;

/** What may be combined with what, as Prometheus has it; each method builds a node or refuses it. */
final class TypeRules {

    private final SourceText source;

    TypeRules(SourceText source) {
        this.source = source;
    }

    Expr negate(Expr operand, int position) {
        checkSignedOperand(operand, position);
        return operand instanceof Expr.NumberLiteral number
                ? new Expr.NumberLiteral(-number.value())
                : new Expr.Negation(operand);
    }

    void checkSignedOperand(Expr operand, int position) {
        if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
            throw source.parseError(
                    position,
                    "unary expression only allowed on expressions of type scalar or instant vector, got \""
                            + operand.type().description() + '"');
        }
    }

    Expr binary(BinaryOperator operator, Expr left, Expr right, BinaryModifiers modifiers, int position) {
        boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
        if (modifiers.returnBool() && operator.family() != Family.COMPARISON) {
            throw source.parseError(position, "bool modifier can only be used on comparison operators");
        }
        if (scalars && operator.family() == Family.COMPARISON && !modifiers.returnBool()) {
            throw source.parseError(position, "comparisons between scalars must use BOOL modifier");
        }
        VectorMatching matching = modifiers.matching();
        for (String label : matching.labels()) {
            if (matching.on() && matching.include().contains(label)) {
                throw source.parseError(
                        position, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
            }
        }
        checkOperand(left, position);
        checkOperand(right, position);
        boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        if (operator.family() == Family.SET) {
            checkSetOperator(operator, vectors, matching, position);
        }
        if (!vectors && !matching.labels().isEmpty()) {
            throw source.parseError(position, "vector matching only allowed between instant vectors");
        }
        return new Expr.Binary(
                operator, left, right, modifiers.returnBool(), vectors ? matching : VectorMatching.ALL_LABELS);
    }

    private void checkOperand(Expr operand, int position) {
        if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
            throw source.parseError(position, "binary expression must contain only scalar and instant vector types");
        }
    }

    private void checkSetOperator(BinaryOperator operator, boolean vectors, VectorMatching matching, int position) {
        if (!vectors) {
            throw source.parseError(
                    position, "set operator \"" + operator.symbol() + "\" not allowed in binary scalar expression");
        }
        if (matching.many() != Many.NEITHER) {
            throw source.parseError(position, "no grouping allowed for \"" + operator.symbol() + "\" operation");
        }
    }

    Expr.Call call(Function function, List<Expr> arguments, int position) {
        if (arguments.size() < function.fewestArguments() || arguments.size() > function.mostArguments()) {
            throw source.parseError(
                    position,
                    "wrong number of arguments in call to \"" + function.symbol() + "\", expected "
                            + expectedArguments(function) + ", got " + arguments.size());
        }
        for (int i = 0; i < arguments.size(); i++) {
            expect(function.parameter(i), arguments.get(i), position, "call to function \"" + function.symbol() + '"');
        }
        return new Expr.Call(function, arguments);
    }

    private static String expectedArguments(Function function) {
        if (function.fewestArguments() == function.mostArguments()) {
            return Integer.toString(function.fewestArguments());
        }
        return function.mostArguments() == Integer.MAX_VALUE
                ? "at least " + function.fewestArguments()
                : function.fewestArguments() + " to " + function.mostArguments();
    }

    void expect(ValueType expected, Expr actual, int position, String where) {
        if (actual.type() != expected) {
            throw source.parseError(
                    position,
                    "expected type " + expected.description() + " in " + where + ", got "
                            + actual.type().description());
        }
    }
}
