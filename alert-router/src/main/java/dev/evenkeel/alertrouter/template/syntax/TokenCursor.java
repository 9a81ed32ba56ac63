package dev.evenkeel.alertrouter.template.syntax;

import java.util.List;

import dev.evenkeel.alertrouter.template.syntax.Token.Kind;

/** Where the parser is in the tokens of a source, and how it says what is wrong there. */
final class TokenCursor {

    private final SourceText source;
    private final List<Token> tokens;
    private int next;
    /** Where the action began that is being read; -1 between actions. */
    private int actionStart = -1;

    TokenCursor(SourceText source) {
        this.source = source;
        this.tokens = Lexer.tokens(source.text());
    }

    Token peek() {
        return tokens.get(Math.min(next, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        next++;
        if (token.is(Kind.LEFT_DELIMITER)) {
            actionStart = token.position();
        } else if (token.is(Kind.RIGHT_DELIMITER)) {
            actionStart = -1;
        }
        return token;
    }

    Token peekAfterSpace() {
        if (peek().is(Kind.SPACE)) {
            next++;
        }
        return peek();
    }

    Token nextAfterSpace() {
        peekAfterSpace();
        return next();
    }

    int mark() {
        return next;
    }

    /** Back to where {@link #mark} was called, within the same action. */
    void reset(int mark) {
        next = mark;
    }

    Token expect(Kind kind, String context) {
        Token token = nextAfterSpace();
        if (!token.is(kind)) {
            throw unexpected(token, context);
        }
        return token;
    }

    /** The value of a string that must come now. */
    String expectString(String context) {
        Token token = nextAfterSpace();
        if (!token.kind().isString()) {
            throw unexpected(token, context);
        }
        return StringSyntax.read(token.text()).orElseThrow(() -> error("invalid syntax"));
    }

    TemplateException unexpected(Token token, String context) {
        if (!token.is(Kind.ERROR)) {
            return error("unexpected " + token + " in " + context);
        }
        int started = actionStart < 0 ? 0 : source.line(actionStart);
        if (started == 0 || started == source.line(token.position())) {
            return error(token.text());
        }
        String action = token.text().endsWith(" action") ? "" : " in action";
        return error(token.text() + action + " started at " + source.name() + ":" + started);
    }

    /** At the token that was read last. */
    TemplateException error(String reason) {
        Token last = tokens.get(Math.clamp(next - 1L, 0, tokens.size() - 1));
        return source.error(last.position(), reason);
    }
}
