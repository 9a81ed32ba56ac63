package dev.evenkeel.alertrouter.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.syntax.Token.Kind;

/**
 * Cuts a template into tokens. The first error ends the list as its last token, since the parser decides whether anybody
 * ever gets that far.
 */
final class Lexer {

    static final String LEFT = "{{";
    static final String RIGHT = "}}";
    private static final String COMMENT = "/*";
    private static final String COMMENT_END = "*/";
    private static final String BLANKS = " \t\r\n";
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

    private final String input;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int parentheses;

    private Lexer(String input) {
        this.input = input;
    }

    static List<Token> tokens(String input) {
        var lexer = new Lexer(input);
        while (lexer.textThenAction()) {
            // each turn takes the text up to an action, and the action
        }
        return lexer.tokens;
    }

    /** Whether there may be more. */
    private boolean textThenAction() {
        int start = position;
        int open = input.indexOf(LEFT, position);
        if (open < 0) {
            addText(start, input.length());
            position = input.length();
            return add(Kind.END_OF_TEXT, position);
        }
        boolean trims = trimsBefore(open + LEFT.length());
        addText(start, trims ? withoutTrailingBlanks(start, open) : open);
        position = open + LEFT.length();
        int content = position + (trims ? 2 : 0);
        if (input.startsWith(COMMENT, content)) {
            position = content;
            return comment();
        }
        add(Kind.LEFT_DELIMITER, open);
        position = content;
        parentheses = 0;
        return action();
    }

    private void addText(int start, int end) {
        if (end > start) {
            tokens.add(new Token(Kind.TEXT, input.substring(start, end), start));
        }
    }

    private int withoutTrailingBlanks(int start, int end) {
        int last = end;
        while (last > start && isBlank(input.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private boolean trimsBefore(int at) {
        return charAt(at) == '-' && isBlank(charAt(at + 1));
    }

    /** Whether a right delimiter with its trim mark starts here: a blank, a minus, the braces. */
    private boolean trimsAfter(int at) {
        return isBlank(charAt(at)) && charAt(at + 1) == '-' && input.startsWith(RIGHT, at + 2);
    }

    private boolean comment() {
        int start = position;
        int end = input.indexOf(COMMENT_END, position + COMMENT.length());
        if (end < 0) {
            return error(start, "unclosed comment");
        }
        position = end + COMMENT_END.length();
        if (!atRightDelimiter()) {
            return error(start, "comment ends before closing delimiter");
        }
        closeDelimiter();
        return true;
    }

    private boolean atRightDelimiter() {
        return input.startsWith(RIGHT, position) || trimsAfter(position);
    }

    private void closeDelimiter() {
        boolean trims = trimsAfter(position);
        position += (trims ? 2 : 0) + RIGHT.length();
        while (trims && isBlank(charAt(position))) {
            position++;
        }
    }

    private boolean action() {
        while (!atRightDelimiter()) {
            if (!insideAction()) {
                return false;
            }
        }
        if (parentheses > 0) {
            return error(position, "unclosed left paren");
        }
        int start = position + (trimsAfter(position) ? 2 : 0);
        tokens.add(new Token(Kind.RIGHT_DELIMITER, RIGHT, start));
        closeDelimiter();
        return true;
    }

    private boolean insideAction() {
        int start = position;
        if (position >= input.length()) {
            return error(start, "unclosed action");
        }
        char c = input.charAt(position);
        return switch (c) {
            case ' ', '\t', '\r', '\n' -> blanks();
            case '=' -> take(Kind.ASSIGN, 1);
            case ':' -> charAt(start + 1) == '=' ? take(Kind.DECLARE, 2) : error(start, "expected :=");
            case '|' -> take(Kind.PIPE, 1);
            case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
            case '\'' -> quoted('\'', Kind.CHARACTER_CONSTANT, "unterminated character constant");
            case '`' -> rawString();
            case '$' -> variable();
            case '.' -> isDigit(charAt(start + 1)) ? number() : field();
            case '(' -> open();
            case ')' -> close();
            default -> wordOrCharacter(c);
        };
    }

    private boolean wordOrCharacter(char c) {
        if (c == '+' || c == '-' || isDigit(c)) {
            return number();
        }
        int codePoint = input.codePointAt(position);
        if (isAlphanumeric(codePoint)) {
            return word();
        }
        if (c > ' ' && c < 0x7f) {
            return take(Kind.CHARACTER, 1);
        }
        return error(position, "unrecognized character in action: " + named(codePoint));
    }

    private boolean blanks() {
        int start = position;
        while (isBlank(charAt(position)) && !trimsAfter(position)) {
            position++;
        }
        // the blank of a trim mark belongs to the delimiter
        return position == start || add(Kind.SPACE, start);
    }

    private boolean open() {
        parentheses++;
        return take(Kind.LEFT_PARENTHESIS, 1);
    }

    private boolean close() {
        parentheses--;
        take(Kind.RIGHT_PARENTHESIS, 1);
        return parentheses >= 0 || error(position - 1, "unexpected right paren");
    }

    private boolean quoted(char quote, Kind kind, String unterminated) {
        int start = position;
        int i = start + 1;
        while (i < input.length() && input.charAt(i) != quote) {
            if (input.charAt(i) == '\n') {
                return error(start, unterminated);
            }
            i += input.charAt(i) == '\\' ? 2 : 1;
            if (i <= input.length() && input.charAt(i - 1) == '\n') {
                return error(start, unterminated);
            }
        }
        return i < input.length() ? take(kind, i + 1 - start) : error(start, unterminated);
    }

    private boolean rawString() {
        int end = input.indexOf('`', position + 1);
        return end < 0 ? error(position, "unterminated raw quoted string") : take(Kind.RAW_STRING, end + 1 - position);
    }

    private boolean variable() {
        int end = endOfWord(position + 1);
        return isTerminator(end) ? take(Kind.VARIABLE, end - position) : badCharacter(end);
    }

    private boolean field() {
        if (isTerminator(position + 1)) {
            return take(Kind.DOT, 1);
        }
        int end = endOfWord(position + 1);
        return isTerminator(end) ? take(Kind.FIELD, end - position) : badCharacter(end);
    }

    private boolean word() {
        int end = endOfWord(position);
        if (!isTerminator(end)) {
            return badCharacter(end);
        }
        String word = input.substring(position, end);
        Kind kind = switch (word) {
            case "true", "false" -> Kind.BOOL;
            case "nil" -> Kind.NIL;
            default -> KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.IDENTIFIER;
        };
        return take(kind, end - position);
    }

    private boolean number() {
        int end = NumberSyntax.end(input, position);
        // Go reads "1+2i" as one complex number; there are none here
        boolean complex = charAt(end) == '+' || charAt(end) == '-' || charAt(end) == 'i';
        if (complex) {
            end = NumberSyntax.end(input, end);
        }
        boolean continues = end < input.length() && isAlphanumeric(input.codePointAt(end));
        if (complex || continues) {
            int after = continues ? input.offsetByCodePoints(end, 1) : end;
            return error(position, "bad number syntax: " + GoQuoting.quote(input.substring(position, after)));
        }
        return take(Kind.NUMBER, end - position);
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < input.length() && isAlphanumeric(input.codePointAt(end))) {
            end += Character.charCount(input.codePointAt(end));
        }
        return end;
    }

    private boolean isTerminator(int at) {
        if (at >= input.length()) {
            return true;
        }
        char c = input.charAt(at);
        return isBlank(c) || ".,|:()".indexOf(c) >= 0 || input.startsWith(RIGHT, at);
    }

    private boolean badCharacter(int at) {
        return error(position, "bad character " + named(input.codePointAt(at)));
    }

    private static String named(int codePoint) {
        String number = "U+%04X".formatted(codePoint);
        return Character.isISOControl(codePoint) ? number : number + " '" + Character.toString(codePoint) + "'";
    }

    private boolean take(Kind kind, int length) {
        int start = position;
        position += length;
        return add(kind, start);
    }

    /** Adds what lies between {@code start} and here; tells whether there may be more. */
    private boolean add(Kind kind, int start) {
        tokens.add(new Token(kind, input.substring(start, position), start));
        return kind != Kind.END_OF_TEXT;
    }

    private boolean error(int at, String reason) {
        tokens.add(new Token(Kind.ERROR, reason, at));
        return false;
    }

    private char charAt(int at) {
        return at < input.length() ? input.charAt(at) : '\0';
    }

    private static boolean isBlank(char c) {
        return BLANKS.indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(int codePoint) {
        return codePoint == '_'
                || Character.isLetter(codePoint)
                || Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
    }
}
