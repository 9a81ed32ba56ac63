package dev.evenkeel.platform.query.promql;

import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.query.promql.Token.Kind;

/**
 * Cuts a query into tokens. Keywords stay identifiers: whether {@code sum} is an operator or a metric's name only the
 * parser can tell.
 */
final class Lexer {

    private final SourceText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private boolean inBraces;
    private boolean inBrackets;

    private Lexer(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /**
     * @return the tokens, the last being {@link Kind#END}
     * @throws QueryException for a character, a number or a string that is none
     */
    static List<Token> tokens(SourceText source) {
        return new Lexer(source).run();
    }

    private List<Token> run() {
        while (true) {
            skipSpaceAndComments();
            if (position == text.length()) {
                tokens.add(new Token(Kind.END, "", position));
                return tokens;
            }
            readToken();
        }
    }

    private void skipSpaceAndComments() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '#') {
                while (position < text.length() && text.charAt(position) != '\n') {
                    position++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                position++;
            } else {
                return;
            }
        }
    }

    private void readToken() {
        char c = text.charAt(position);
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            readNumberOrDuration();
        } else if (isLetter(c) || (c == ':' && !inBraces && !inBrackets)) {
            readIdentifier();
        } else if (c == '"' || c == '\'' || c == '`') {
            StringLiteralReader string = new StringLiteralReader(source, position);
            tokens.add(new Token(Kind.STRING, string.read(), position));
            position = string.end();
        } else {
            readSymbol(c);
        }
    }

    private void readIdentifier() {
        int start = position;
        while (position < text.length() && (isAlphanumeric(text.charAt(position)) || isColonInName())) {
            position++;
        }
        tokens.add(new Token(Kind.IDENTIFIER, text.substring(start, position), start));
    }

    private boolean isColonInName() {
        return text.charAt(position) == ':' && !inBraces && !inBrackets;
    }

    private void readNumberOrDuration() {
        int start = position;
        boolean hexadecimal = text.charAt(position) == '0' && (peek(1) == 'x' || peek(1) == 'X');
        if (hexadecimal) {
            position += 2;
        }
        skipDigits(hexadecimal);
        if (peek(0) == '.') {
            position++;
            skipDigits(hexadecimal);
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            position++;
            if (peek(0) == '+' || peek(0) == '-') {
                position++;
            }
            skipDigits(false);
        }
        Kind kind = Kind.NUMBER;
        if (isAlphanumeric(peek(0))) {
            kind = Kind.DURATION;
            while (isAlphanumeric(peek(0))) {
                position++;
            }
        }
        String number = text.substring(start, position);
        if (kind == Kind.DURATION) {
            requireDuration(number, start);
        }
        tokens.add(new Token(kind, number, start));
    }

    private void requireDuration(String text, int start) {
        try {
            PrometheusDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw source.parseError(start, "bad number or duration: " + e.getMessage());
        }
    }

    private void skipDigits(boolean hexadecimal) {
        while (isDigit(peek(0)) || (hexadecimal && Character.digit(peek(0), 16) >= 0 && peek(0) < 128)) {
            position++;
        }
    }

    private void readSymbol(char c) {
        Kind two = twoCharacterSymbol(c, peek(1));
        if (two != null) {
            tokens.add(new Token(two, two.description(), position));
            position += 2;
            return;
        }
        Kind kind = switch (c) {
            case '(' -> Kind.LEFT_PAREN;
            case ')' -> Kind.RIGHT_PAREN;
            case '{' -> Kind.LEFT_BRACE;
            case '}' -> Kind.RIGHT_BRACE;
            case '[' -> Kind.LEFT_BRACKET;
            case ']' -> Kind.RIGHT_BRACKET;
            case ',' -> Kind.COMMA;
            case ':' -> Kind.COLON;
            case '@' -> Kind.AT;
            case '+' -> Kind.ADD;
            case '-' -> Kind.SUBTRACT;
            case '*' -> Kind.MULTIPLY;
            case '/' -> Kind.DIVIDE;
            case '%' -> Kind.MODULO;
            case '^' -> Kind.POWER;
            case '=' -> Kind.ASSIGN;
            case '<' -> Kind.LESS;
            case '>' -> Kind.GREATER;
            default ->
                throw source.parseError(
                        position, "unexpected character: '" + Character.toString(text.codePointAt(position)) + "'");
        };
        rememberNesting(kind);
        tokens.add(new Token(kind, kind.description(), position));
        position++;
    }

    private static Kind twoCharacterSymbol(char first, char second) {
        return switch (first) {
            case '=' -> second == '=' ? Kind.EQUAL : second == '~' ? Kind.MATCHES : null;
            case '!' -> second == '=' ? Kind.NOT_EQUAL : second == '~' ? Kind.DOES_NOT_MATCH : null;
            case '<' -> second == '=' ? Kind.LESS_OR_EQUAL : null;
            case '>' -> second == '=' ? Kind.GREATER_OR_EQUAL : null;
            default -> null;
        };
    }

    private void rememberNesting(Kind kind) {
        switch (kind) {
            case LEFT_BRACE -> inBraces = true;
            case RIGHT_BRACE -> inBraces = false;
            case LEFT_BRACKET -> inBrackets = true;
            case RIGHT_BRACKET -> inBrackets = false;
            default -> {
                // only braces and brackets change what a colon means
            }
        }
    }

    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || isLetter(c);
    }
}
