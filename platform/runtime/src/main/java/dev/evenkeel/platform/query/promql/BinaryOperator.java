package dev.evenkeel.platform.query.promql;

import java.util.Locale;
import java.util.Optional;

/** The operators between two expressions; a higher precedence binds tighter. */
public enum BinaryOperator {
    OR("or", 1, Family.SET),
    AND("and", 2, Family.SET),
    UNLESS("unless", 2, Family.SET),
    EQUAL("==", 3, Family.COMPARISON),
    NOT_EQUAL("!=", 3, Family.COMPARISON),
    LESS("<", 3, Family.COMPARISON),
    LESS_OR_EQUAL("<=", 3, Family.COMPARISON),
    GREATER(">", 3, Family.COMPARISON),
    GREATER_OR_EQUAL(">=", 3, Family.COMPARISON),
    ADD("+", 4, Family.ARITHMETIC),
    SUBTRACT("-", 4, Family.ARITHMETIC),
    MULTIPLY("*", 5, Family.ARITHMETIC),
    DIVIDE("/", 5, Family.ARITHMETIC),
    MODULO("%", 5, Family.ARITHMETIC),
    POWER("^", 6, Family.ARITHMETIC);

    /** What an operator does to its operands. */
    public enum Family {
        ARITHMETIC,
        COMPARISON,
        SET
    }

    /** A sign binds as tightly as multiplication, so {@code -2^2} is {@code -(2^2)}. */
    static final int SIGN_PRECEDENCE = 5;

    private final String symbol;
    private final int precedence;
    private final Family family;

    BinaryOperator(String symbol, int precedence, Family family) {
        this.symbol = symbol;
        this.precedence = precedence;
        this.family = family;
    }

    public String symbol() {
        return symbol;
    }

    public Family family() {
        return family;
    }

    int precedence() {
        return precedence;
    }

    /** The least precedence an operator must have to belong to the operand on the right. */
    int rightOperandPrecedence() {
        return this == POWER ? precedence : precedence + 1;
    }

    static Optional<BinaryOperator> of(Token token) {
        if (token.is(Token.Kind.STRING) || token.is(Token.Kind.NUMBER)) {
            return Optional.empty();
        }
        String symbol = token.text().toLowerCase(Locale.ROOT);
        for (BinaryOperator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
