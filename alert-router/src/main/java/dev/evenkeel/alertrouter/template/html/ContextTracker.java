package dev.evenkeel.alertrouter.template.html;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.AttributeKind;
import dev.evenkeel.alertrouter.template.html.Context.Delimiter;
import dev.evenkeel.alertrouter.template.html.Context.Element;
import dev.evenkeel.alertrouter.template.html.Context.State;

/** Follows a text: how a piece of it changes the context. */
final class ContextTracker {

    private final String text;
    private EndTag nextEndTag = new EndTag(Element.NONE, 0, -1);

    ContextTracker(String text) {
        this.text = text;
    }

    /**
     * Where the end tag of a script, a style and the like is.
     *
     * @param searchedFrom where the search began
     * @param at -1 if there is none from there on
     */
    private record EndTag(Element element, int searchedFrom, int at) {

        boolean isNextOf(Element wanted, int from) {
            return wanted == element && from >= searchedFrom && (at < 0 || from <= at);
        }
    }

    /**
     * Reads on from a context as far as it is clear what follows.
     *
     * @param from where in the text, before its end
     * @throws ContextException if it is no sound HTML
     */
    Step after(Context context, int from) {
        return context.delimiter() == Delimiter.NONE
                ? outsideValue(context, from)
                : inValue(context, new Stretch(text, from, text.length()));
    }

    private Step outsideValue(Context context, int from) {
        var rest = new Stretch(text, from, text.length());
        if (context.state() == State.TAG || isTagPart(context.state())) {
            return transition(context, rest);
        }
        int end = endTag(context.element(), from);
        if (end == from) {
            return new Step(Context.TEXT, 0);
        }
        return transition(context, end < 0 ? rest : rest.upTo(end - from));
    }

    /** Whether the state is within a tag, where the end of its element cannot come. */
    private static boolean isTagPart(State state) {
        return switch (state) {
            case TAG, ATTRIBUTE_NAME, AFTER_NAME, BEFORE_VALUE -> true;
            default -> false;
        };
    }

    /** Where the end tag of a script, a style and the like starts; -1 if it does not. */
    private int endTag(Element element, int from) {
        if (element == Element.NONE) {
            return -1;
        }
        if (!nextEndTag.isNextOf(element, from)) {
            nextEndTag = new EndTag(element, from, search(element.tag(), from));
        }
        return nextEndTag.at();
    }

    private int search(String tag, int from) {
        for (int i = text.indexOf("</", from); i >= 0; i = text.indexOf("</", i + 1)) {
            int behind = i + 2 + tag.length();
            if (text.regionMatches(true, i + 2, tag, 0, tag.length())
                    && behind < text.length()
                    && "> \t\n\f/".indexOf(text.charAt(behind)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static Step inValue(Context context, Stretch text) {
        int end = text.indexOfAny(context.delimiter().ends(), 0);
        String value = text.upTo(end < 0 ? text.length() : end).toString();
        if (context.delimiter() == Delimiter.SPACE_OR_TAG_END) {
            int wrong = Characters.indexOfAny(value, "\"'<=`");
            if (wrong >= 0) {
                throw new ContextException(GoQuoting.quote(value.substring(wrong, wrong + 1)) + " in unquoted attr: "
                        + GoQuoting.quote(value));
            }
        }
        if (end < 0) {
            return new Step(withinValue(context, Entities.decode(value)), text.length());
        }
        boolean otherScript = context.state() == State.ATTRIBUTE
                && context.element() == Element.SCRIPT
                && context.attribute() == AttributeKind.SCRIPT_TYPE
                && !AttributeTypes.isScript(value);
        Element element = otherScript ? Element.NONE : context.element();
        int length = context.delimiter() == Delimiter.SPACE_OR_TAG_END ? end : end + 1;
        return new Step(Context.inTag(State.TAG, element, AttributeKind.NONE), length);
    }

    private static Context withinValue(Context context, String decoded) {
        Stretch value = Stretch.of(decoded);
        Context now = context;
        int read = 0;
        while (read < value.length()) {
            Step step = transition(now, value.from(read));
            now = step.context();
            read += step.length();
        }
        return now;
    }

    private static Step transition(Context context, Stretch text) {
        return switch (context.state()) {
            case TEXT -> HtmlTransitions.text(context, text);
            case TAG -> HtmlTransitions.tag(context, text);
            case ATTRIBUTE_NAME -> HtmlTransitions.attributeName(context, text);
            case AFTER_NAME -> HtmlTransitions.afterName(context, text);
            case BEFORE_VALUE -> HtmlTransitions.beforeValue(context, text);
            case HTML_COMMENT -> HtmlTransitions.comment(text);
            case RCDATA, ATTRIBUTE, SRCSET, DEAD -> new Step(context, text.length());
            case URL -> new Step(HtmlTransitions.url(context, text), text.length());
            case JS -> JsTransitions.code(context, text);
            case JS_DOUBLE_QUOTED, JS_SINGLE_QUOTED, JS_TEMPLATE_LITERAL, JS_REGEXP ->
                JsTransitions.delimited(context, text);
            case JS_BLOCK_COMMENT -> blockComment(context, text, State.JS);
            case JS_LINE_COMMENT -> lineComment(context, text, State.JS, "\n\r\u2028\u2029");
            case CSS -> CssTransitions.rules(context, text);
            case CSS_DOUBLE_QUOTED, CSS_SINGLE_QUOTED, CSS_DOUBLE_QUOTED_URL, CSS_SINGLE_QUOTED_URL, CSS_URL ->
                CssTransitions.delimited(context, text);
            case CSS_BLOCK_COMMENT -> blockComment(context, text, State.CSS);
            case CSS_LINE_COMMENT -> lineComment(context, text, State.CSS, "\n\f\r");
        };
    }

    private static Step blockComment(Context context, Stretch text, State behind) {
        int end = text.indexOf("*/", 0);
        return end < 0 ? new Step(context, text.length()) : new Step(context.in(behind), end + 2);
    }

    /** The end of the line is not part of the comment. */
    private static Step lineComment(Context context, Stretch text, State behind, String ends) {
        int end = text.indexOfAny(ends, 0);
        return end < 0 ? new Step(context, text.length()) : new Step(context.in(behind), end);
    }
}
