package dev.evenkeel.platform.query.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.evenkeel.platform.query.promql.Token.Kind;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.LabelMatcher.Operator;
import dev.evenkeel.platform.series.Labels;

/** Parses {@code name{label="value", ...}} and lists of labels; a name that is no identifier may stand in quotes. */
final class SelectorParser {

    /** Words that are never a metric's name outside of braces, because they begin something else. */
    static final Set<String> RESERVED =
            Set.of("bool", "on", "ignoring", "group_left", "group_right", "without", "atan2", "inf", "nan");

    private final SourceText source;
    private final TokenStream tokens;

    SelectorParser(SourceText source, TokenStream tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The next token is an identifier or an opening brace. */
    List<LabelMatcher> matchers() {
        int start = tokens.peek().start();
        List<LabelMatcher> matchers = new ArrayList<>();
        String name = null;
        if (tokens.peek().is(Kind.IDENTIFIER)) {
            name = tokens.take().text();
            matchers.add(LabelMatcher.equal(Labels.NAME, name));
        }
        if (tokens.takeIf(Kind.LEFT_BRACE)) {
            braces(matchers, name, start);
        }
        boolean selective = matchers.stream().anyMatch(matcher -> !matcher.matches(""));
        if (!selective) {
            throw source.parseError(start, "vector selector must contain at least one non-empty matcher");
        }
        return matchers;
    }

    private void braces(List<LabelMatcher> matchers, String outerName, int start) {
        String name = outerName;
        while (!tokens.takeIf(Kind.RIGHT_BRACE)) {
            Token label = tokens.peek();
            boolean quoted = label.is(Kind.STRING);
            if (!quoted && !label.is(Kind.IDENTIFIER)) {
                throw tokens.unexpected("label matching", "identifier or \"}\"");
            }
            tokens.take();
            boolean isName =
                    quoted && (tokens.peek().is(Kind.COMMA) || tokens.peek().is(Kind.RIGHT_BRACE));
            LabelMatcher matcher = isName ? LabelMatcher.equal(Labels.NAME, label.text()) : matcher(label);
            if (name != null && matcher.label().equals(Labels.NAME)) {
                throw source.parseError(
                        start, "metric name must not be set twice: \"" + name + "\" or \"" + matcher.value() + '"');
            }
            name = isName ? label.text() : name;
            matchers.add(matcher);
            if (!tokens.peek().is(Kind.RIGHT_BRACE)) {
                tokens.expect(Kind.COMMA, "label matching");
            }
        }
    }

    private LabelMatcher matcher(Token label) {
        Operator operator = switch (tokens.peek().kind()) {
            case ASSIGN -> Operator.EQUAL;
            case NOT_EQUAL -> Operator.NOT_EQUAL;
            case MATCHES -> Operator.MATCHES;
            case DOES_NOT_MATCH -> Operator.DOES_NOT_MATCH;
            default -> throw tokens.unexpected("label matching", "label matching operator");
        };
        tokens.take();
        Token value = tokens.expect(Kind.STRING, "label matching");
        try {
            return new LabelMatcher(label.text(), operator, value.text());
        } catch (IllegalArgumentException e) {
            throw source.parseError(value.start(), e.getMessage());
        }
    }

    /** Parses {@code (a, b)}, as after {@code by} or {@code on}. */
    List<String> labelNames() {
        List<String> names = new ArrayList<>();
        tokens.expect(Kind.LEFT_PAREN, "grouping opts");
        while (!tokens.takeIf(Kind.RIGHT_PAREN)) {
            Token name = tokens.peek();
            boolean label = name.is(Kind.STRING)
                    || (name.is(Kind.IDENTIFIER) && name.text().indexOf(':') < 0);
            if (!label) {
                throw tokens.unexpected("grouping opts", "label");
            }
            names.add(tokens.take().text());
            if (!tokens.peek().is(Kind.RIGHT_PAREN)) {
                tokens.expect(Kind.COMMA, "grouping opts");
            }
        }
        return names;
    }
}
