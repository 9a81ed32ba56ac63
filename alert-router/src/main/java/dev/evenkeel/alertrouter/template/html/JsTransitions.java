package dev.evenkeel.alertrouter.template.html;

import java.util.Set;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.JsContext;
import dev.evenkeel.alertrouter.template.html.Context.State;

/** How JavaScript moves from state to state, and what a slash means behind a piece of it. */
final class JsTransitions {

    /** Words behind which an expression starts, so that a slash opens a regular expression. */
    private static final Set<String> BEFORE_EXPRESSION = Set.of(
            "break",
            "case",
            "continue",
            "delete",
            "do",
            "else",
            "finally",
            "in",
            "instanceof",
            "return",
            "throw",
            "try",
            "typeof",
            "void");

    private static final String BLANKS = "\t\n\f\r \u2028\u2029";

    private JsTransitions() {}

    static Step code(Context context, Stretch text) {
        int i = text.indexOfAny("\"'`/", 0);
        refuseHtmlComments(i < 0 ? text : text.upTo(i));
        if (i < 0) {
            return new Step(context.with(behind(text, context.jsContext())), text.length());
        }
        JsContext js = behind(text.upTo(i), context.jsContext());
        return switch (text.charAt(i)) {
            case '"' -> new Step(context.in(State.JS_DOUBLE_QUOTED, JsContext.REGEXP), i + 1);
            case '\'' -> new Step(context.in(State.JS_SINGLE_QUOTED, JsContext.REGEXP), i + 1);
            case '`' -> new Step(context.in(State.JS_TEMPLATE_LITERAL, JsContext.REGEXP), i + 1);
            default -> slash(context.with(js), text, i);
        };
    }

    /** Browsers take them for comments of JavaScript too, which would hide what follows from us or from them. */
    private static void refuseHtmlComments(Stretch code) {
        if (code.contains("<!--") || code.contains("-->")) {
            throw new ContextException("HTML comment within JavaScript: " + GoQuoting.quote(code.beginning()));
        }
    }

    private static Step slash(Context context, Stretch text, int i) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (next == '/') {
            return new Step(context.in(State.JS_LINE_COMMENT), i + 2);
        }
        if (next == '*') {
            return new Step(context.in(State.JS_BLOCK_COMMENT), i + 2);
        }
        return switch (context.jsContext()) {
            case REGEXP -> new Step(context.in(State.JS_REGEXP), i + 1);
            case DIVISION -> new Step(context.with(JsContext.REGEXP), i + 1);
            case UNKNOWN ->
                throw new ContextException("'/' could start a division or regexp: "
                        + GoQuoting.quote(text.from(i).beginning()));
        };
    }

    static Step delimited(Context context, Stretch text) {
        char end = switch (context.state()) {
            case JS_DOUBLE_QUOTED -> '"';
            case JS_SINGLE_QUOTED -> '\'';
            case JS_TEMPLATE_LITERAL -> '`';
            default -> '/';
        };
        boolean regexp = context.state() == State.JS_REGEXP;
        boolean inSet = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == text.length()) {
                    throw new ContextException(
                            "unfinished escape sequence in JS string: " + GoQuoting.quote(text.toString()));
                }
            } else if (regexp && c == '[') {
                inSet = true;
            } else if (regexp && c == ']') {
                inSet = false;
            } else if (c == end && !inSet) {
                return new Step(context.in(State.JS, JsContext.DIVISION), i + 1);
            }
        }
        if (inSet) {
            throw new ContextException("unfinished JS regexp charset: " + GoQuoting.quote(text.toString()));
        }
        return new Step(context, text.length());
    }

    /** What a slash means behind a piece of code without quotes and comments. */
    private static JsContext behind(Stretch code, JsContext before) {
        int end = code.length();
        while (end > 0 && BLANKS.indexOf(code.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == 0) {
            return before;
        }
        char last = code.charAt(end - 1);
        return switch (last) {
            case '+', '-' -> behindSigns(code, end);
            case '.' -> end > 1 && Character.isDigit(code.charAt(end - 2)) ? JsContext.DIVISION : JsContext.REGEXP;
            case ',', '<', '>', '=', '*', '%', '&', '|', '^', '?', '!', '~', '(', '[', ':', ';', '{', '}' ->
                JsContext.REGEXP;
            default -> behindWord(code, end);
        };
    }

    /** An odd one is an operator, a pair belongs to the operand before it. */
    private static JsContext behindSigns(Stretch code, int end) {
        int start = end - 1;
        while (start > 0 && code.charAt(start - 1) == code.charAt(end - 1)) {
            start--;
        }
        return (end - start) % 2 == 1 ? JsContext.REGEXP : JsContext.DIVISION;
    }

    private static JsContext behindWord(Stretch code, int end) {
        int start = end;
        while (start > 0 && isPartOfWord(code.charAt(start - 1))) {
            start--;
        }
        return BEFORE_EXPRESSION.contains(code.substring(start, end)) ? JsContext.REGEXP : JsContext.DIVISION;
    }

    static boolean isPartOfWord(int c) {
        return c == '$' || c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
    }
}
