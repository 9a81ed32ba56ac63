package dev.evenkeel.platform.query.promql;

import java.util.List;

import dev.evenkeel.platform.query.promql.Token.Kind;

/** The tokens of a query, read one after the other. */
final class TokenStream {

    private final SourceText source;
    private final List<Token> tokens;
    private int next;

    TokenStream(SourceText source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The next token, which is then consumed; the last one, the end, is never consumed. */
    Token take() {
        Token token = tokens.get(next);
        if (!token.is(Kind.END)) {
            next++;
        }
        return token;
    }

    boolean takeIf(Kind kind) {
        if (peek().is(kind)) {
            take();
            return true;
        }
        return false;
    }

    boolean takeIfKeyword(String keyword) {
        if (peek().isKeyword(keyword)) {
            take();
            return true;
        }
        return false;
    }

    Token expect(Kind kind, String where) {
        if (!peek().is(kind)) {
            throw unexpected(where, '"' + kind.description() + '"');
        }
        return take();
    }

    /** The next token does not belong there. */
    QueryException unexpected(String where, String expected) {
        Token token = peek();
        return source.parseError(
                token.start(), "unexpected " + token.describe() + " in " + where + ", expected " + expected);
    }
}
