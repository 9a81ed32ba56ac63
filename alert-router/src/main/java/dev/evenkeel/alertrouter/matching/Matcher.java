package dev.evenkeel.alertrouter.matching;

import java.util.Comparator;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.platform.series.Labels;

/**
 * A condition on one label. A label that is absent has the empty value, so {@code foo!="bar"} holds without {@code foo}.
 * Regular expressions are RE2's, anchored at both ends, and run in time linear in the value.
 */
public final class Matcher implements Comparable<Matcher> {

    /** The four operators, in the order in which matchers of the same name and value are sorted. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        static Operator ofSymbol(String symbol) {
            for (Operator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("no such operator: " + symbol);
        }

        private boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }

        /** Whether the matcher holds where equality, or the expression, does not. */
        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEX;
        }
    }

    private static final Comparator<Matcher> ORDER = Comparator.comparing(Matcher::name, GoText.BY_BYTES)
            .thenComparing(Matcher::value, GoText.BY_BYTES)
            .thenComparing(Matcher::operator);

    private final String name;
    private final Operator operator;
    private final String value;
    private final Pattern pattern;
    /** What takes the place of the pattern for values of one line; {@code null} if it says more than that. */
    private final PlainExpression plain;
    /** Known beforehand: most alerts lack most labels that a tree of routes asks for. */
    private final boolean matchesAbsence;

    /** @throws InvalidMatcherException if the operator takes a regular expression and the value is none */
    public Matcher(String name, Operator operator, String value) {
        this.name = name;
        this.operator = operator;
        this.value = value;
        this.pattern = operator.isRegex() ? compile(value) : null;
        this.plain = operator.isRegex() ? PlainExpression.of(value).orElse(null) : null;
        this.matchesAbsence = evaluate("");
    }

    /**
     * Compiles an expression that has to match a whole value.
     *
     * @throws InvalidMatcherException in the words of RE2
     */
    public static Pattern compile(String expression) {
        try {
            return Pattern.compile("^(?:" + expression + ")$");
        } catch (PatternSyntaxException e) {
            throw new InvalidMatcherException(e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public Operator operator() {
        return operator;
    }

    public String value() {
        return value;
    }

    public boolean matches(Labels labels) {
        return matches(labels.get(name));
    }

    /** @param actual the label's value, empty if the label is absent */
    public boolean matches(String actual) {
        return actual.isEmpty() ? matchesAbsence : evaluate(actual);
    }

    private boolean evaluate(String actual) {
        return switch (operator) {
            case EQUAL -> value.equals(actual);
            case NOT_EQUAL -> !value.equals(actual);
            case REGEX -> fits(actual);
            case NOT_REGEX -> !fits(actual);
        };
    }

    private boolean fits(String actual) {
        boolean comparable = plain != null && actual.indexOf('\n') < 0;
        return comparable ? plain.matches(actual) : pattern.matches(actual);
    }

    /** By name, then value, then operator: the order inside a route's key. */
    @Override
    public int compareTo(Matcher other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher matcher && compareTo(matcher) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + value.hashCode()) + operator.hashCode();
    }

    /**
     * As Alertmanager prints it, {@code severity=~"critical|page"}, with quotes around a name that needs them: part of every
     * group key, so never to be changed.
     */
    @Override
    public String toString() {
        if (name.codePoints().anyMatch(Utf8MatcherLexer::isReserved)) {
            return GoQuoting.quote(name) + operator.symbol + GoQuoting.quote(value);
        }
        return name + operator.symbol + '"' + escaped(value) + '"';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }
}
