package dev.evenkeel.alertrouter.matching;

import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.alertrouter.matching.Utf8MatcherLexer.Kind;
import dev.evenkeel.alertrouter.matching.Utf8MatcherLexer.Token;
import dev.evenkeel.alertrouter.template.syntax.StringSyntax;
import dev.evenkeel.alertrouter.template.value.GoText;

/**
 * Reads matchers in the UTF-8 syntax: names and values may be any text; what has a space or one of
 * <code>{}!=~,\"'`</code> in it stands in double quotes, with the escapes of Go. Braces and a trailing comma are optional.
 *
 * <p>Source: the matcher syntax of Alertmanager's configuration reference, since 0.27.
 */
final class Utf8Matchers {

    private final Utf8MatcherLexer lexer;
    private final List<Matcher> matchers = new ArrayList<>();
    private Token current;

    private Utf8Matchers(String text) {
        this.lexer = new Utf8MatcherLexer(text);
        this.current = lexer.next();
    }

    /** @throws InvalidMatcherException with the place, in Alertmanager's words */
    static List<Matcher> parseList(String text) {
        var parser = new Utf8Matchers(text);
        parser.parse();
        return parser.matchers;
    }

    /** @throws InvalidMatcherException if the text is not one matcher */
    static Matcher parseOne(String text) {
        List<Matcher> matchers = parseList(text);
        return switch (matchers.size()) {
            case 1 -> matchers.getFirst();
            case 0 -> throw new InvalidMatcherException("no matchers");
            default -> throw new InvalidMatcherException("expected 1 matcher, found " + matchers.size());
        };
    }

    private void parse() {
        boolean braces = is(Kind.OPEN_BRACE);
        if (braces) {
            advance();
        }
        while (!is(Kind.CLOSE_BRACE) && !is(Kind.END)) {
            matchers.add(matcher());
            separator();
        }
        if (is(Kind.CLOSE_BRACE) && !braces) {
            throw refused("0:" + current.end() + ": }: expected opening brace");
        }
        if (is(Kind.END) && braces) {
            throw refused("0:" + current.end() + ": end of input: expected close brace");
        }
        if (braces) {
            advance();
        }
        if (!is(Kind.END)) {
            throw refused("%d:%d: %s: expected end of input".formatted(current.start(), current.end(), current.text()));
        }
    }

    private Matcher matcher() {
        String name = text("expected label name");
        if (!is(Kind.OPERATOR)) {
            throw unexpected("expected an operator such as '=', '!=', '=~' or '!~'");
        }
        Operator operator = Operator.ofSymbol(current.text());
        advance();
        String value = text("expected label value");
        try {
            return new Matcher(name, operator, value);
        } catch (InvalidMatcherException e) {
            throw new InvalidMatcherException("failed to create matcher: " + e.getMessage(), e);
        }
    }

    private String text(String expected) {
        Token token = current;
        if (token.kind() != Kind.QUOTED && token.kind() != Kind.UNQUOTED) {
            throw unexpected(expected);
        }
        advance();
        if (token.kind() == Kind.UNQUOTED) {
            return token.text();
        }
        return StringSyntax.read(token.text())
                .filter(text -> text.codePoints().noneMatch(GoText::isEscapedByte))
                .orElseThrow(
                        () -> refused("%d:%d: %s: invalid input".formatted(token.start(), token.end(), token.text())));
    }

    private void separator() {
        if (is(Kind.CLOSE_BRACE) || is(Kind.END)) {
            return;
        }
        if (!is(Kind.COMMA)) {
            throw unexpected("expected a comma or close brace");
        }
        advance();
        if (is(Kind.COMMA) || is(Kind.OPEN_BRACE) || is(Kind.OPERATOR)) {
            throw unexpected("expected a matcher or close brace after comma");
        }
    }

    private boolean is(Kind kind) {
        return current.kind() == kind;
    }

    private void advance() {
        current = lexer.next();
    }

    private InvalidMatcherException unexpected(String expected) {
        return refused(
                is(Kind.END)
                        ? "end of input: " + expected
                        : "%d:%d: unexpected %s: %s"
                                .formatted(current.start(), current.end(), current.text(), expected));
    }

    private static InvalidMatcherException refused(String why) {
        return new InvalidMatcherException(why);
    }
}
