package dev.evenkeel.alertrouter.template.html;

import java.util.Locale;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.AttributeKind;
import dev.evenkeel.alertrouter.template.html.Context.Delimiter;
import dev.evenkeel.alertrouter.template.html.Context.Element;
import dev.evenkeel.alertrouter.template.html.Context.State;
import dev.evenkeel.alertrouter.template.html.Context.UrlPart;

/** How HTML itself moves from state to state: text, tags, attributes, comments, and URLs in attributes. */
final class HtmlTransitions {

    private static final String COMMENT = "<!--";

    private HtmlTransitions() {}

    static Step text(Context context, Stretch text) {
        int i = text.indexOf("<", 0);
        while (i >= 0 && i + 1 < text.length()) {
            if (text.startsWith(COMMENT, i)) {
                return new Step(Context.of(State.HTML_COMMENT), i + COMMENT.length());
            }
            boolean closes = text.charAt(i + 1) == '/';
            int start = closes ? i + 2 : i + 1;
            int end = endOfTagName(text, start);
            if (end > start) {
                Element element = closes ? Element.NONE : Element.named(text.substring(start, end));
                return new Step(Context.inTag(State.TAG, element, AttributeKind.NONE), end);
            }
            i = text.indexOf("<", start);
        }
        return new Step(context, text.length());
    }

    /** Letters and digits, and colons and hyphens between them; equal to {@code start} if there is no name. */
    private static int endOfTagName(Stretch text, int start) {
        if (start >= text.length() || !Characters.isAsciiLetter(text.charAt(start))) {
            return start;
        }
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean joins = (c == ':' || c == '-')
                    && i + 1 < text.length()
                    && Characters.isAsciiAlphanumeric(text.charAt(i + 1));
            if (!Characters.isAsciiAlphanumeric(c) && !joins) {
                break;
            }
            i += joins ? 2 : 1;
        }
        return i;
    }

    static Step tag(Context context, Stretch text) {
        int start = text.afterBlanks(0);
        if (start == text.length()) {
            return new Step(context, text.length());
        }
        if (text.charAt(start) == '>') {
            Element element = context.element();
            return new Step(Context.inTag(element.content(), element, AttributeKind.NONE), start + 1);
        }
        int end = endOfAttributeName(text, start);
        if (end == start) {
            throw new ContextException("expected space, attr name, or end of tag, but got "
                    + GoQuoting.quote(text.from(start).toString()));
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        AttributeKind kind = context.element() == Element.SCRIPT && name.equals("type")
                ? AttributeKind.SCRIPT_TYPE
                : AttributeTypes.of(name).kind();
        State state = end == text.length() ? State.ATTRIBUTE_NAME : State.AFTER_NAME;
        return new Step(Context.inTag(state, context.element(), kind), end);
    }

    private static int endOfAttributeName(Stretch text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (" \t\n\f\r=>".indexOf(c) >= 0) {
                return i;
            }
            if ("'\"<".indexOf(c) >= 0) {
                throw new ContextException(GoQuoting.quote(Character.toString(c)) + " in attribute name: "
                        + GoQuoting.quote(text.beginning()));
            }
        }
        return text.length();
    }

    static Step attributeName(Context context, Stretch text) {
        int end = endOfAttributeName(text, 0);
        return new Step(end < text.length() ? context.in(State.AFTER_NAME) : context, end);
    }

    static Step afterName(Context context, Stretch text) {
        int start = text.afterBlanks(0);
        if (start == text.length()) {
            return new Step(context, text.length());
        }
        return text.charAt(start) == '='
                ? new Step(context.in(State.BEFORE_VALUE), start + 1)
                : new Step(context.in(State.TAG), start);
    }

    static Step beforeValue(Context context, Stretch text) {
        int start = text.afterBlanks(0);
        if (start == text.length()) {
            return new Step(context, text.length());
        }
        return switch (text.charAt(start)) {
            case '\'' -> new Step(context.inValue(Delimiter.SINGLE_QUOTE), start + 1);
            case '"' -> new Step(context.inValue(Delimiter.DOUBLE_QUOTE), start + 1);
            default -> new Step(context.inValue(Delimiter.SPACE_OR_TAG_END), start);
        };
    }

    static Step comment(Stretch text) {
        int end = text.indexOf("-->", 0);
        return end < 0 ? new Step(Context.of(State.HTML_COMMENT), text.length()) : new Step(Context.TEXT, end + 3);
    }

    static Context url(Context context, Stretch text) {
        if (text.indexOfAny("#?", 0) >= 0) {
            return context.with(UrlPart.QUERY_OR_FRAGMENT);
        }
        boolean blank = text.afterBlanks(0) == text.length();
        return context.urlPart() == UrlPart.NONE && !blank ? context.with(UrlPart.BEFORE_QUERY) : context;
    }
}
