package dev.evenkeel.platform.query.promql;

import java.time.Duration;
import java.util.Optional;

import dev.evenkeel.platform.query.promql.TimeShift.Anchor;
import dev.evenkeel.platform.query.promql.Token.Kind;

/** Parses what may follow an expression: a range, a subquery, {@code offset} and {@code @}. */
final class PostfixParser {

    /** Seconds; well beyond any calendar, and far enough from where milliseconds no longer fit into 64 bits. */
    private static final double LARGEST_TIMESTAMP = 1e14;

    private final SourceText source;
    private final TokenStream tokens;
    private final TypeRules rules;

    PostfixParser(SourceText source, TokenStream tokens, TypeRules rules) {
        this.source = source;
        this.tokens = tokens;
        this.rules = rules;
    }

    /** @param first the token with which the expression began: behind a parenthesis nothing is a selector any more */
    Expr parse(Expr primary, Token first) {
        Expr result = primary;
        boolean selector = !first.is(Kind.LEFT_PAREN);
        while (true) {
            Token token = tokens.peek();
            if (token.is(Kind.LEFT_BRACKET)) {
                result = bracket(result, selector);
                selector = true;
            } else if (token.isKeyword("offset")) {
                tokens.take();
                result = shifted(result, selector, token, "offset modifier", withOffset(shiftOf(result), token));
            } else if (token.is(Kind.AT)) {
                tokens.take();
                result = shifted(result, selector, token, "@ modifier", withAnchor(shiftOf(result), token));
            } else {
                return result;
            }
        }
    }

    private Expr bracket(Expr operand, boolean selector) {
        Token open = tokens.take();
        Duration range =
                PromqlParser.positiveDuration(tokens.expect(Kind.DURATION, "subquery or range selector"), source);
        if (tokens.takeIf(Kind.COLON)) {
            Optional<Duration> step = tokens.peek().is(Kind.DURATION)
                    ? Optional.of(PromqlParser.positiveDuration(tokens.take(), source))
                    : Optional.empty();
            tokens.expect(Kind.RIGHT_BRACKET, "subquery selector");
            rules.expect(ValueType.VECTOR, operand, open.start(), "subquery");
            return new Expr.Subquery(operand, range, step, TimeShift.NONE);
        }
        tokens.expect(Kind.RIGHT_BRACKET, "subquery or range selector");
        if (!selector || !(operand instanceof Expr.VectorSelector vector)) {
            throw source.parseError(open.start(), "ranges only allowed for vector selectors");
        }
        if (!vector.shift().offset().isZero()) {
            throw source.parseError(open.start(), "no offset modifiers allowed before range");
        }
        if (vector.shift().at().isPresent()) {
            throw source.parseError(open.start(), "no @ modifiers allowed before range");
        }
        return new Expr.MatrixSelector(vector.matchers(), range, TimeShift.NONE);
    }

    private static TimeShift shiftOf(Expr expression) {
        return switch (expression) {
            case Expr.VectorSelector vector -> vector.shift();
            case Expr.MatrixSelector matrix -> matrix.shift();
            case Expr.Subquery subquery -> subquery.shift();
            default -> TimeShift.NONE;
        };
    }

    private Expr shifted(Expr target, boolean selector, Token token, String modifier, TimeShift shift) {
        return switch (target) {
            case Expr.VectorSelector vector when selector -> new Expr.VectorSelector(vector.matchers(), shift);
            case Expr.MatrixSelector matrix
            when selector -> new Expr.MatrixSelector(matrix.matchers(), matrix.range(), shift);
            case Expr.Subquery subquery
            when selector -> new Expr.Subquery(subquery.operand(), subquery.range(), subquery.step(), shift);
            default ->
                throw source.parseError(
                        token.start(),
                        modifier + " must be preceded by an instant vector selector or range vector selector or a"
                                + " subquery");
        };
    }

    private TimeShift withOffset(TimeShift shift, Token keyword) {
        boolean ahead = tokens.takeIf(Kind.SUBTRACT);
        Duration offset = PromqlParser.positiveDuration(tokens.expect(Kind.DURATION, "offset"), source);
        if (!shift.offset().isZero()) {
            throw source.parseError(keyword.start(), "offset may not be set multiple times");
        }
        return new TimeShift(shift.at(), ahead ? offset.negated() : offset);
    }

    private TimeShift withAnchor(TimeShift shift, Token at) {
        Anchor anchor = anchor();
        if (shift.at().isPresent()) {
            throw source.parseError(at.start(), "@ <timestamp> may not be set multiple times");
        }
        return new TimeShift(Optional.of(anchor), shift.offset());
    }

    private Anchor anchor() {
        boolean start = tokens.peek().isKeyword("start");
        if (start || tokens.peek().isKeyword("end")) {
            tokens.take();
            tokens.expect(Kind.LEFT_PAREN, "@");
            tokens.expect(Kind.RIGHT_PAREN, "@");
            return start ? new Anchor.QueryStart() : new Anchor.QueryEnd();
        }
        boolean negative = tokens.takeIf(Kind.SUBTRACT);
        if (!negative) {
            tokens.takeIf(Kind.ADD);
        }
        Token number = tokens.peek();
        if (!number.is(Kind.NUMBER)) {
            throw tokens.unexpected("@", "timestamp");
        }
        double seconds = NumberSyntax.parse(tokens.take(), source) * (negative ? -1 : 1);
        if (Math.abs(seconds) > LARGEST_TIMESTAMP) {
            throw source.parseError(number.start(), "timestamp out of bounds for @ modifier: " + number.text());
        }
        return new Anchor.Fixed(Math.round(seconds * 1000));
    }
}
