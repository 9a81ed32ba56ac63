package dev.evenkeel.platform.query.selection;

import java.util.List;
import java.util.Objects;

import com.google.re2j.Pattern;

import dev.evenkeel.platform.series.Labels;

/**
 * A condition on one label. Regular expressions are RE2 and anchored at both ends; a series without the label is
 * matched as if the label were empty. Immutable; equal when label, operator and value are.
 */
public final class LabelMatcher {

    /** How a label is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        DOES_NOT_MATCH("!~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        boolean isRegex() {
            return this == MATCHES || this == DOES_NOT_MATCH;
        }
    }

    private final String label;
    private final Operator operator;
    private final String value;
    private final Pattern pattern;

    /** @throws IllegalArgumentException if the value of a regular expression operator is no RE2 expression */
    public LabelMatcher(String label, Operator operator, String value) {
        this.label = label;
        this.operator = operator;
        this.value = value;
        this.pattern = operator.isRegex() ? AnchoredRegex.compile(value) : null;
    }

    public static LabelMatcher equal(String label, String value) {
        return new LabelMatcher(label, Operator.EQUAL, value);
    }

    public String label() {
        return label;
    }

    public Operator operator() {
        return operator;
    }

    public String value() {
        return value;
    }

    /** @param labelValue the value of {@link #label()}, empty if the series has no such label */
    public boolean matches(String labelValue) {
        return switch (operator) {
            case EQUAL -> value.equals(labelValue);
            case NOT_EQUAL -> !value.equals(labelValue);
            case MATCHES -> Objects.requireNonNull(pattern).matches(labelValue);
            case DOES_NOT_MATCH -> !Objects.requireNonNull(pattern).matches(labelValue);
        };
    }

    public boolean matches(Labels labels) {
        return matches(labels.get(label));
    }

    /** Whether every one of the matchers accepts these labels. */
    public static boolean all(List<LabelMatcher> matchers, Labels labels) {
        for (LabelMatcher matcher : matchers) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof LabelMatcher matcher
                        && label.equals(matcher.label)
                        && operator == matcher.operator
                        && value.equals(matcher.value));
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, operator, value);
    }

    @Override
    public String toString() {
        return label + operator.symbol() + '"' + value + '"';
    }
}
