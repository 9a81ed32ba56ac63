package dev.evenkeel.alertrouter.template.html;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.State;

/** How style sheets move from state to state. */
final class CssTransitions {

    private CssTransitions() {}

    static Step rules(Context context, Stretch text) {
        for (int i = text.indexOfAny("(\"'/", 0); i >= 0; i = text.indexOfAny("(\"'/", i + 1)) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            switch (text.charAt(i)) {
                case '"' -> {
                    return new Step(context.in(State.CSS_DOUBLE_QUOTED), i + 1);
                }
                case '\'' -> {
                    return new Step(context.in(State.CSS_SINGLE_QUOTED), i + 1);
                }
                case '(' -> {
                    if (endsWithUrl(text.upTo(i))) {
                        return url(context, text, i);
                    }
                }
                default -> {
                    if (next == '/') {
                        return new Step(context.in(State.CSS_LINE_COMMENT), i + 2);
                    }
                    if (next == '*') {
                        return new Step(context.in(State.CSS_BLOCK_COMMENT), i + 2);
                    }
                }
            }
        }
        return new Step(context, text.length());
    }

    private static boolean endsWithUrl(Stretch text) {
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end - 3;
        if (start < 0 || !text.substring(start, end).equalsIgnoreCase("url")) {
            return false;
        }
        return start == 0 || !CssEscapes.isNameCharacter(text.charAt(start - 1));
    }

    private static Step url(Context context, Stretch text, int parenthesis) {
        int start = text.afterBlanks(parenthesis + 1);
        char first = start < text.length() ? text.charAt(start) : ' ';
        return switch (first) {
            case '"' -> new Step(context.in(State.CSS_DOUBLE_QUOTED_URL), start + 1);
            case '\'' -> new Step(context.in(State.CSS_SINGLE_QUOTED_URL), start + 1);
            default -> new Step(context.in(State.CSS_URL), start);
        };
    }

    static Step delimited(Context context, Stretch text) {
        String ends = switch (context.state()) {
            case CSS_DOUBLE_QUOTED, CSS_DOUBLE_QUOTED_URL -> "\\\"";
            case CSS_SINGLE_QUOTED, CSS_SINGLE_QUOTED_URL -> "\\'";
            // a URL without quotes ends with a blank or its parenthesis
            default -> "\\\t\n\f\r )";
        };
        int i = text.indexOfAny(ends, 0);
        while (i >= 0 && text.charAt(i) == '\\') {
            if (i + 1 == text.length()) {
                throw new ContextException(
                        "unfinished escape sequence in CSS string: " + GoQuoting.quote(text.toString()));
            }
            i = text.indexOfAny(ends, i + 2);
        }
        if (i >= 0) {
            return new Step(context.in(State.CSS), i + 1);
        }
        return new Step(HtmlTransitions.url(context, Stretch.of(CssEscapes.decode(text.toString()))), text.length());
    }
}
