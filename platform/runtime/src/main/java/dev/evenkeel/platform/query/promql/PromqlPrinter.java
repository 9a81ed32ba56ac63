package dev.evenkeel.platform.query.promql;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.query.promql.TimeShift.Anchor;
import dev.evenkeel.platform.query.promql.VectorMatching.Many;
import dev.evenkeel.platform.query.selection.LabelMatcher;

/** Writes an expression as a query that parses to the same expression. */
public final class PromqlPrinter {

    private static final int PRIMARY = 7;

    private PromqlPrinter() {}

    public static String print(Expr expression) {
        return switch (expression) {
            case Expr.NumberLiteral number -> NumberSyntax.print(number.value());
            case Expr.StringLiteral string -> quote(string.value());
            case Expr.VectorSelector vector -> selector(vector.matchers()) + shift(vector.shift());
            case Expr.MatrixSelector matrix ->
                selector(matrix.matchers())
                        + '['
                        + PrometheusDuration.format(matrix.range())
                        + ']'
                        + shift(matrix.shift());
            case Expr.Subquery subquery ->
                operand(subquery.operand(), PRIMARY)
                        + '['
                        + PrometheusDuration.format(subquery.range())
                        + ':'
                        + subquery.step().map(PrometheusDuration::format).orElse("")
                        + ']'
                        + shift(subquery.shift());
            case Expr.Negation negation -> '-' + operand(negation.operand(), BinaryOperator.SIGN_PRECEDENCE + 1);
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregation aggregation -> aggregation(aggregation);
            case Expr.Call call -> call.function().symbol() + '(' + list(call.arguments()) + ')';
        };
    }

    private static String binary(Expr.Binary binary) {
        BinaryOperator operator = binary.operator();
        int leftPrecedence = operator == BinaryOperator.POWER ? operator.precedence() + 1 : operator.precedence();
        return operand(binary.left(), leftPrecedence)
                + ' '
                + operator.symbol()
                + (binary.returnBool() ? " bool" : "")
                + matching(binary.matching())
                + ' '
                + operand(binary.right(), operator.rightOperandPrecedence());
    }

    private static String operand(Expr operand, int leastPrecedence) {
        String text = print(operand);
        return precedence(operand) < leastPrecedence ? '(' + text + ')' : text;
    }

    private static int precedence(Expr expression) {
        return switch (expression) {
            case Expr.Binary binary -> binary.operator().precedence();
            case Expr.Negation _ -> BinaryOperator.SIGN_PRECEDENCE;
            case Expr.NumberLiteral number
            when NumberSyntax.print(number.value()).startsWith("-") -> BinaryOperator.SIGN_PRECEDENCE;
            default -> PRIMARY;
        };
    }

    private static String aggregation(Expr.Aggregation aggregation) {
        Grouping grouping = aggregation.grouping();
        String clause = grouping.equals(Grouping.NONE)
                ? ""
                : (grouping.without() ? " without " : " by ") + names(grouping.labels()) + ' ';
        String parameter = aggregation
                .parameter()
                .map(PromqlPrinter::print)
                .map(text -> text + ", ")
                .orElse("");
        return aggregation.aggregator().symbol() + clause + '(' + parameter + print(aggregation.operand()) + ')';
    }

    private static String matching(VectorMatching matching) {
        if (matching.equals(VectorMatching.ALL_LABELS)) {
            return "";
        }
        String group = matching.many() == Many.NEITHER
                ? ""
                : (matching.many() == Many.LEFT ? " group_left " : " group_right ") + names(matching.include());
        return (matching.on() ? " on " : " ignoring ") + names(matching.labels()) + group;
    }

    private static String names(List<String> labels) {
        return labels.stream().map(PromqlPrinter::label).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String list(List<Expr> expressions) {
        return expressions.stream().map(PromqlPrinter::print).collect(Collectors.joining(", "));
    }

    private static String selector(List<LabelMatcher> matchers) {
        return matchers.stream()
                .map(matcher -> label(matcher.label()) + matcher.operator().symbol() + quote(matcher.value()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String shift(TimeShift shift) {
        String at = shift.at()
                .map(anchor -> switch (anchor) {
                    case Anchor.Fixed fixed ->
                        " @ " + BigDecimal.valueOf(fixed.millis(), 3).toPlainString();
                    case Anchor.QueryStart _ -> " @ start()";
                    case Anchor.QueryEnd _ -> " @ end()";
                })
                .orElse("");
        if (shift.offset().isZero()) {
            return at;
        }
        return at + " offset " + (shift.offset().isNegative() ? "-" : "")
                + PrometheusDuration.format(shift.offset().abs());
    }

    private static String label(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? name : quote(name);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
