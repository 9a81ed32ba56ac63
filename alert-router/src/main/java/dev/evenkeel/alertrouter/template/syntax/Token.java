package dev.evenkeel.alertrouter.template.syntax;

import dev.evenkeel.alertrouter.template.format.GoQuoting;

/**
 * A piece of a template.
 *
 * @param text as it is written; the reason for an {@link Kind#ERROR}
 * @param position of its first character
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        ERROR,
        END_OF_TEXT,
        TEXT,
        LEFT_DELIMITER,
        RIGHT_DELIMITER,
        SPACE,
        ASSIGN,
        DECLARE,
        PIPE,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        CHARACTER,
        BOOL,
        CHARACTER_CONSTANT,
        NUMBER,
        STRING,
        RAW_STRING,
        DOT,
        FIELD,
        VARIABLE,
        IDENTIFIER,
        NIL,
        KEYWORD;

        boolean isString() {
            return this == STRING || this == RAW_STRING;
        }
    }

    private static final int LONGEST_QUOTED = 10;

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }

    /** As error messages name it. */
    @Override
    public String toString() {
        return switch (kind) {
            case END_OF_TEXT -> "EOF";
            case ERROR -> text;
            case KEYWORD, NIL -> "<" + text + ">";
            default ->
                text.length() > LONGEST_QUOTED
                        ? GoQuoting.quote(text.substring(0, LONGEST_QUOTED)) + "..."
                        : GoQuoting.quote(text);
        };
    }
}
