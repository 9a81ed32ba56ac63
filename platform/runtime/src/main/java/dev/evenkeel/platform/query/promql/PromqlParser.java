package dev.evenkeel.platform.query.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.query.promql.Token.Kind;
import dev.evenkeel.platform.query.promql.VectorMatching.Many;
import dev.evenkeel.platform.query.selection.LabelMatcher;

/**
 * Parses and type-checks queries, by recursive descent with operator precedence. The language is that of Prometheus
 * 2.42 as far as it is served, and names in quotes as of Prometheus 3.
 */
public final class PromqlParser {

    /** The parser and the evaluator recurse: these bounds keep a hostile query from exhausting the stack. */
    private static final int MAX_NESTING = 100;

    private static final int MAX_OPERATORS = 500;

    /** Where Prometheus ends too, which counts nanoseconds in 64 bits. */
    private static final Duration LONGEST_DURATION = Duration.ofNanos(Long.MAX_VALUE);

    private final SourceText source;
    private final TokenStream tokens;
    private final SelectorParser selectors;
    private final PostfixParser postfixes;
    private final TypeRules rules;
    private int nesting;
    private int operators;

    private PromqlParser(String query) {
        this.source = new SourceText(query);
        this.tokens = new TokenStream(source);
        this.selectors = new SelectorParser(source, tokens);
        this.rules = new TypeRules(source);
        this.postfixes = new PostfixParser(source, tokens, rules);
    }

    /**
     * @throws QueryException of kind {@code BAD_DATA} if the text is no valid query, of kind {@code EXECUTION} if it
     *     uses a construct that is not served, which the message names
     */
    public static Expr parse(String query) {
        PromqlParser parser = new PromqlParser(query);
        if (parser.tokens.peek().is(Kind.END)) {
            throw parser.source.parseError(0, "no expression found in input");
        }
        Expr expression = parser.expression(0);
        parser.expectEnd();
        return expression;
    }

    /**
     * Parses a selector without range, offset or anything else, as in {@code match[]}.
     *
     * @throws QueryException of kind {@code BAD_DATA}
     */
    public static List<LabelMatcher> parseSelector(String selector) {
        PromqlParser parser = new PromqlParser(selector);
        Token first = parser.tokens.peek();
        boolean begins =
                first.is(Kind.LEFT_BRACE) || (first.is(Kind.IDENTIFIER) && !SelectorParser.isReserved(first.text()));
        if (!begins) {
            throw parser.tokens.unexpected("selector", "a metric name or \"{\"");
        }
        List<LabelMatcher> matchers = parser.selectors.matchers();
        parser.expectEnd();
        return matchers;
    }

    private void expectEnd() {
        if (!tokens.peek().is(Kind.END)) {
            Token token = tokens.peek();
            refuseUnservedOperator(token);
            throw source.parseError(token.start(), "unexpected " + token.describe());
        }
    }

    private void refuseUnservedOperator(Token token) {
        if (token.isKeyword("atan2")) {
            throw source.unsupported(token.start(), "operator atan2");
        }
    }

    private Expr expression(int leastPrecedence) {
        if (++nesting > MAX_NESTING) {
            throw source.parseError(
                    tokens.peek().start(), "expressions may be nested at most " + MAX_NESTING + " deep");
        }
        Expr left = signed();
        while (true) {
            Token token = tokens.peek();
            refuseUnservedOperator(token);
            Optional<BinaryOperator> operator = BinaryOperator.of(token);
            if (operator.isEmpty() || operator.get().precedence() < leastPrecedence) {
                nesting--;
                return left;
            }
            tokens.take();
            countOperator(token);
            BinaryModifiers modifiers = binaryModifiers();
            Expr right = expression(operator.get().rightOperandPrecedence());
            left = rules.binary(operator.get(), left, right, modifiers, token.start());
        }
    }

    private void countOperator(Token token) {
        if (++operators > MAX_OPERATORS) {
            throw source.parseError(token.start(), "a query may have at most " + MAX_OPERATORS + " operators");
        }
    }

    private BinaryModifiers binaryModifiers() {
        boolean returnBool = tokens.takeIfKeyword("bool");
        boolean on = tokens.peek().isKeyword("on");
        if (!on && !tokens.peek().isKeyword("ignoring")) {
            return new BinaryModifiers(returnBool, VectorMatching.ALL_LABELS);
        }
        tokens.take();
        List<String> labels = selectors.labelNames();
        Many many = tokens.takeIfKeyword("group_left")
                ? Many.LEFT
                : tokens.takeIfKeyword("group_right") ? Many.RIGHT : Many.NEITHER;
        boolean includes = many != Many.NEITHER && tokens.peek().is(Kind.LEFT_PAREN);
        List<String> include = includes ? selectors.labelNames() : List.of();
        return new BinaryModifiers(returnBool, new VectorMatching(on, labels, many, include));
    }

    private Expr signed() {
        Token sign = tokens.peek();
        if (!sign.is(Kind.SUBTRACT) && !sign.is(Kind.ADD)) {
            return postfixes.parse(primary(), sign);
        }
        tokens.take();
        countOperator(sign);
        Expr operand = expression(BinaryOperator.SIGN_PRECEDENCE + 1);
        if (sign.is(Kind.SUBTRACT)) {
            return rules.negate(operand, sign.start());
        }
        rules.checkSignedOperand(operand, sign.start());
        return operand;
    }

    private Expr primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new Expr.NumberLiteral(NumberSyntax.parse(tokens.take(), source));
            case STRING -> new Expr.StringLiteral(tokens.take().text());
            case LEFT_BRACE -> new Expr.VectorSelector(selectors.matchers(), TimeShift.NONE);
            case LEFT_PAREN -> parenthesized();
            case IDENTIFIER -> named(token);
            default -> throw source.parseError(token.start(), "unexpected " + token.describe());
        };
    }

    private Expr parenthesized() {
        tokens.take();
        Expr inner = expression(0);
        tokens.expect(Kind.RIGHT_PAREN, "parentheses");
        return inner;
    }

    private Expr named(Token name) {
        boolean opensParen = tokens.peekSecond().is(Kind.LEFT_PAREN);
        boolean groups =
                tokens.peekSecond().isKeyword("by") || tokens.peekSecond().isKeyword("without");
        if (name.isKeyword("inf") || name.isKeyword("nan")) {
            tokens.take();
            return new Expr.NumberLiteral(name.isKeyword("inf") ? Double.POSITIVE_INFINITY : Double.NaN);
        }
        if (opensParen || groups) {
            Optional<Aggregator> aggregator = Aggregator.of(name.text());
            if (aggregator.isPresent()) {
                return aggregation(aggregator.get());
            }
            refuseUnservedAggregator(name);
        }
        if (opensParen) {
            return call(name);
        }
        if (SelectorParser.isReserved(name.text())) {
            throw source.parseError(name.start(), "unexpected " + name.describe());
        }
        return new Expr.VectorSelector(selectors.matchers(), TimeShift.NONE);
    }

    private void refuseUnservedAggregator(Token name) {
        if (name.isKeyword("count_values") || name.isKeyword("limitk") || name.isKeyword("limit_ratio")) {
            throw source.unsupported(name.start(), "aggregation " + name.text());
        }
    }

    private Expr aggregation(Aggregator aggregator) {
        Token name = tokens.take();
        Optional<Grouping> before = grouping();
        List<Expr> arguments = arguments();
        Grouping grouping = before.or(this::grouping).orElse(Grouping.NONE);
        int expected = aggregator.takesParameter() ? 2 : 1;
        if (arguments.size() != expected) {
            throw source.parseError(
                    name.start(),
                    "wrong number of arguments for aggregate expression provided, expected " + expected + ", got "
                            + arguments.size());
        }
        rules.expect(ValueType.VECTOR, arguments.getLast(), name.start(), "aggregation expression");
        if (!aggregator.takesParameter()) {
            return new Expr.Aggregation(aggregator, Optional.empty(), arguments.getFirst(), grouping);
        }
        rules.expect(ValueType.SCALAR, arguments.getFirst(), name.start(), "aggregation parameter");
        return new Expr.Aggregation(aggregator, Optional.of(arguments.getFirst()), arguments.getLast(), grouping);
    }

    private Optional<Grouping> grouping() {
        boolean without = tokens.peek().isKeyword("without");
        if (!without && !tokens.peek().isKeyword("by")) {
            return Optional.empty();
        }
        tokens.take();
        return Optional.of(new Grouping(without, selectors.labelNames()));
    }

    private Expr call(Token name) {
        Optional<Function> function = Function.of(name.text());
        if (function.isEmpty() && Function.isKnownButNotServed(name.text())) {
            throw source.unsupported(name.start(), "function " + name.text() + "()");
        }
        if (function.isEmpty()) {
            throw source.parseError(name.start(), "unknown function with name \"" + name.text() + '"');
        }
        tokens.take();
        return rules.call(function.get(), arguments(), name.start());
    }

    private List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>();
        tokens.expect(Kind.LEFT_PAREN, "function call");
        if (tokens.takeIf(Kind.RIGHT_PAREN)) {
            return arguments;
        }
        do {
            if (!arguments.isEmpty() && tokens.peek().is(Kind.RIGHT_PAREN)) {
                throw source.parseError(tokens.peek().start(), "trailing commas not allowed in function call args");
            }
            arguments.add(expression(0));
        } while (tokens.takeIf(Kind.COMMA));
        tokens.expect(Kind.RIGHT_PAREN, "function call");
        return arguments;
    }

    /** A duration greater than zero, as it stands in brackets and after {@code offset}. */
    static Duration positiveDuration(Token token, SourceText source) {
        Duration duration = PrometheusDuration.parse(token.text());
        if (duration.compareTo(LONGEST_DURATION) > 0) {
            throw source.parseError(token.start(), "duration out of range: \"" + token.text() + '"');
        }
        if (duration.isZero()) {
            throw source.parseError(token.start(), "duration must be greater than 0");
        }
        return duration;
    }
}
