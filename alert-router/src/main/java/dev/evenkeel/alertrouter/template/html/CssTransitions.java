package dev.evenkeel.alertrouter.template.html;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.State;

/** How style sheets move from state to state. */
final class CssTransitions {

    private CssTransitions() {}

    static Step rules(Context context, String text) {
        for (int i = Characters.indexOfAny(text, "(\"'/"); i >= 0; i = Characters.indexOfAny(text, "(\"'/", i + 1)) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            switch (text.charAt(i)) {
                case '"' -> {
                    return new Step(context.in(State.CSS_DOUBLE_QUOTED), i + 1);
                }
                case '\'' -> {
                    return new Step(context.in(State.CSS_SINGLE_QUOTED), i + 1);
                }
                case '(' -> {
                    if (endsWithUrl(text.substring(0, i))) {
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

    private static boolean endsWithUrl(String text) {
        String before = text.stripTrailing();
        int start = before.length() - 3;
        if (start < 0 || !before.regionMatches(true, start, "url", 0, 3)) {
            return false;
        }
        return start == 0 || !CssEscapes.isNameCharacter(before.charAt(start - 1));
    }

    private static Step url(Context context, String text, int parenthesis) {
        int start = Characters.afterBlanks(text, parenthesis + 1);
        char first = start < text.length() ? text.charAt(start) : ' ';
        return switch (first) {
            case '"' -> new Step(context.in(State.CSS_DOUBLE_QUOTED_URL), start + 1);
            case '\'' -> new Step(context.in(State.CSS_SINGLE_QUOTED_URL), start + 1);
            default -> new Step(context.in(State.CSS_URL), start);
        };
    }

    static Step delimited(Context context, String text) {
        String ends = switch (context.state()) {
            case CSS_DOUBLE_QUOTED, CSS_DOUBLE_QUOTED_URL -> "\\\"";
            case CSS_SINGLE_QUOTED, CSS_SINGLE_QUOTED_URL -> "\\'";
            // a URL without quotes ends with a blank or its parenthesis
            default -> "\\\t\n\f\r )";
        };
        int i = Characters.indexOfAny(text, ends);
        while (i >= 0 && text.charAt(i) == '\\') {
            if (i + 1 == text.length()) {
                throw new ContextException("unfinished escape sequence in CSS string: " + GoQuoting.quote(text));
            }
            i = Characters.indexOfAny(text, ends, i + 2);
        }
        if (i >= 0) {
            return new Step(context.in(State.CSS), i + 1);
        }
        return new Step(HtmlTransitions.url(context, CssEscapes.decode(text)), text.length());
    }
}
