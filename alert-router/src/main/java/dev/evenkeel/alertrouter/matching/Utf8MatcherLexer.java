package dev.evenkeel.alertrouter.matching;

/**
 * Cuts a text into the tokens of the UTF-8 syntax. Positions are counted in code points.
 *
 * <p>Source: the grammar of Alertmanager's UTF-8 matchers.
 */
final class Utf8MatcherLexer {

    private static final String RESERVED = "{}!=~,\\\"'`";

    /** What a token is. */
    enum Kind {
        OPEN_BRACE,
        CLOSE_BRACE,
        COMMA,
        OPERATOR,
        QUOTED,
        UNQUOTED,
        END
    }

    /**
     * A token.
     *
     * @param text as it is written
     * @param start of its first code point
     * @param end behind its last one
     */
    record Token(Kind kind, String text, int start, int end) {}

    private final int[] text;
    private int position;

    Utf8MatcherLexer(String text) {
        this.text = text.codePoints().toArray();
    }

    /** @throws InvalidMatcherException if nothing that can follow does */
    Token next() {
        while (position < text.length && isSpace(text[position])) {
            position++;
        }
        if (position == text.length) {
            return new Token(Kind.END, "", position, position);
        }
        int start = position;
        return switch (text[position]) {
            case '{' -> token(Kind.OPEN_BRACE, start, 1);
            case '}' -> token(Kind.CLOSE_BRACE, start, 1);
            case ',' -> token(Kind.COMMA, start, 1);
            case '=' -> token(Kind.OPERATOR, start, isAt(start + 1, '~') ? 2 : 1);
            case '!' -> negation(start);
            case '"' -> quoted(start);
            default -> unquoted(start);
        };
    }

    private Token negation(int start) {
        if (isAt(start + 1, '=') || isAt(start + 1, '~')) {
            return token(Kind.OPERATOR, start, 2);
        }
        String found = start + 1 == text.length ? "unexpected end of input," : written(start, start + 1) + ":";
        throw new InvalidMatcherException("%d:%d: %s expected one of '=~'".formatted(start, start + 1, found));
    }

    private Token quoted(int start) {
        int end = start + 1;
        while (end < text.length && text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        if (end >= text.length) {
            throw new InvalidMatcherException(
                    "%d:%d: %s: missing end \"".formatted(start, text.length, written(start, text.length)));
        }
        return token(Kind.QUOTED, start, end + 1 - start);
    }

    private Token unquoted(int start) {
        int end = start;
        while (end < text.length && !isReserved(text[end])) {
            end++;
        }
        if (end == start) {
            throw new InvalidMatcherException(
                    "%d:%d: %s: invalid input".formatted(start, start + 1, written(start, start + 1)));
        }
        return token(Kind.UNQUOTED, start, end - start);
    }

    private Token token(Kind kind, int start, int length) {
        position = start + length;
        return new Token(kind, written(start, position), start, position);
    }

    private String written(int start, int end) {
        return new String(text, start, end - start);
    }

    private boolean isAt(int index, char expected) {
        return index < text.length && text[index] == expected;
    }

    /** Whether a name with this character has to be quoted. */
    static boolean isReserved(int c) {
        return isSpace(c) || RESERVED.indexOf(c) >= 0;
    }

    /** As Go sees it. */
    private static boolean isSpace(int c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }
}
