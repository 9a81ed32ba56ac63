package dev.evenkeel.platform.query.promql;

/**
 * A piece of a query.
 *
 * @param text as written; for a string what it stands for, without quotes and escapes
 * @param start where it begins, from 0
 */
record Token(Kind kind, String text, int start) {

    enum Kind {
        END("end of input"),
        IDENTIFIER("identifier"),
        NUMBER("number"),
        DURATION("duration"),
        STRING("string"),
        LEFT_PAREN("("),
        RIGHT_PAREN(")"),
        LEFT_BRACE("{"),
        RIGHT_BRACE("}"),
        LEFT_BRACKET("["),
        RIGHT_BRACKET("]"),
        COMMA(","),
        COLON(":"),
        AT("@"),
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%"),
        POWER("^"),
        ASSIGN("="),
        EQUAL("=="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        DOES_NOT_MATCH("!~"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether this is that keyword; keywords are not case-sensitive. */
    boolean isKeyword(String keyword) {
        return kind == Kind.IDENTIFIER && text.equalsIgnoreCase(keyword);
    }

    /** How to name it in an error. */
    String describe() {
        return switch (kind) {
            case END -> kind.description();
            case IDENTIFIER, NUMBER, DURATION -> kind.description() + " \"" + text + '"';
            case STRING -> "string";
            default -> '"' + kind.description() + '"';
        };
    }
}
