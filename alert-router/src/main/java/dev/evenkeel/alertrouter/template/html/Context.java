package dev.evenkeel.alertrouter.template.html;

/**
 * Where in a document a piece of text ends, as far as it matters for a value that stands there. The names that messages
 * show are Go's.
 */
record Context(
        State state,
        Delimiter delimiter,
        UrlPart urlPart,
        JsContext jsContext,
        AttributeKind attribute,
        Element element) {

    static final Context TEXT = of(State.TEXT);

    /** What is being written. */
    enum State {
        TEXT("stateText"),
        TAG("stateTag"),
        ATTRIBUTE_NAME("stateAttrName"),
        AFTER_NAME("stateAfterName"),
        BEFORE_VALUE("stateBeforeValue"),
        HTML_COMMENT("stateHTMLCmt"),
        /** The inside of a title or a text area, where entities count but tags do not. */
        RCDATA("stateRCDATA"),
        ATTRIBUTE("stateAttr"),
        URL("stateURL"),
        SRCSET("stateSrcset"),
        JS("stateJS"),
        JS_DOUBLE_QUOTED("stateJSDqStr"),
        JS_SINGLE_QUOTED("stateJSSqStr"),
        JS_TEMPLATE_LITERAL("stateJSBqStr"),
        JS_REGEXP("stateJSRegexp"),
        JS_BLOCK_COMMENT("stateJSBlockCmt"),
        JS_LINE_COMMENT("stateJSLineCmt"),
        CSS("stateCSS"),
        CSS_DOUBLE_QUOTED("stateCSSDqStr"),
        CSS_SINGLE_QUOTED("stateCSSSqStr"),
        CSS_DOUBLE_QUOTED_URL("stateCSSDqURL"),
        CSS_SINGLE_QUOTED_URL("stateCSSSqURL"),
        CSS_URL("stateCSSURL"),
        CSS_BLOCK_COMMENT("stateCSSBlockCmt"),
        CSS_LINE_COMMENT("stateCSSLineCmt"),
        /** Behind a break or continue, where nothing is written any more. */
        DEAD("stateDead");

        private final String shown;

        State(String shown) {
            this.shown = shown;
        }

        boolean isComment() {
            return switch (this) {
                case HTML_COMMENT, JS_BLOCK_COMMENT, JS_LINE_COMMENT, CSS_BLOCK_COMMENT, CSS_LINE_COMMENT -> true;
                default -> false;
            };
        }
    }

    /** What ends the attribute's value. */
    enum Delimiter {
        NONE("delimNone", ""),
        DOUBLE_QUOTE("delimDoubleQuote", "\""),
        SINGLE_QUOTE("delimSingleQuote", "'"),
        SPACE_OR_TAG_END("delimSpaceOrTagEnd", " \t\n\f\r>");

        private final String shown;
        private final String ends;

        Delimiter(String shown, String ends) {
            this.shown = shown;
            this.ends = ends;
        }

        /** The characters that end it. */
        String ends() {
            return ends;
        }
    }

    enum UrlPart {
        NONE("urlPartNone"),
        BEFORE_QUERY("urlPartPreQuery"),
        QUERY_OR_FRAGMENT("urlPartQueryOrFrag"),
        UNKNOWN("urlPartUnknown");

        private final String shown;

        UrlPart(String shown) {
            this.shown = shown;
        }
    }

    /** What a slash means in JavaScript here. */
    enum JsContext {
        REGEXP("jsCtxRegexp"),
        DIVISION("jsCtxDivOp"),
        UNKNOWN("jsCtxUnknown");

        private final String shown;

        JsContext(String shown) {
            this.shown = shown;
        }
    }

    /** What the value of the attribute is. */
    enum AttributeKind {
        NONE("attrNone", State.ATTRIBUTE),
        SCRIPT("attrScript", State.JS),
        SCRIPT_TYPE("attrScriptType", State.ATTRIBUTE),
        STYLE("attrStyle", State.CSS),
        URL("attrURL", State.URL),
        SRCSET("attrSrcset", State.SRCSET);

        private final String shown;
        private final State start;

        AttributeKind(String shown, State start) {
            this.shown = shown;
            this.start = start;
        }

        /** The state at the start of the value. */
        State start() {
            return start;
        }
    }

    /** The elements whose content is no HTML. */
    enum Element {
        NONE("elementNone", "", State.TEXT),
        SCRIPT("elementScript", "script", State.JS),
        STYLE("elementStyle", "style", State.CSS),
        TEXTAREA("elementTextarea", "textarea", State.RCDATA),
        TITLE("elementTitle", "title", State.RCDATA);

        private final String shown;
        private final String tag;
        private final State content;

        Element(String shown, String tag, State content) {
            this.shown = shown;
            this.tag = tag;
            this.content = content;
        }

        String tag() {
            return tag;
        }

        State content() {
            return content;
        }

        static Element named(String tag) {
            for (Element element : values()) {
                if (!element.tag.isEmpty() && element.tag.equalsIgnoreCase(tag)) {
                    return element;
                }
            }
            return NONE;
        }
    }

    static Context of(State state) {
        return new Context(state, Delimiter.NONE, UrlPart.NONE, JsContext.REGEXP, AttributeKind.NONE, Element.NONE);
    }

    /** In a tag, with nothing known but which one. */
    static Context inTag(State state, Element element, AttributeKind attribute) {
        return new Context(state, Delimiter.NONE, UrlPart.NONE, JsContext.REGEXP, attribute, element);
    }

    Context in(State next) {
        return new Context(next, delimiter, urlPart, jsContext, attribute, element);
    }

    Context in(State next, JsContext js) {
        return new Context(next, delimiter, urlPart, js, attribute, element);
    }

    Context with(UrlPart part) {
        return new Context(state, delimiter, part, jsContext, attribute, element);
    }

    Context with(JsContext js) {
        return new Context(state, delimiter, urlPart, js, attribute, element);
    }

    /** At the start of the attribute's value. */
    Context inValue(Delimiter by) {
        return new Context(attribute.start(), by, urlPart, jsContext, attribute, element);
    }

    /** Where a value that comes now would stand: it starts what can start here. */
    Context beforeValue() {
        return switch (state) {
            case TAG -> in(State.ATTRIBUTE_NAME);
            case BEFORE_VALUE ->
                new Context(
                        attribute.start(), Delimiter.SPACE_OR_TAG_END, urlPart, jsContext, AttributeKind.NONE, element);
            case AFTER_NAME ->
                new Context(State.ATTRIBUTE_NAME, delimiter, urlPart, jsContext, AttributeKind.NONE, element);
            default -> this;
        };
    }

    /** The name under which a template is kept that is called from here. */
    String derivedName(String template) {
        return state == State.TEXT ? template : template + "$" + this;
    }

    @Override
    public String toString() {
        return "{" + state.shown + " " + delimiter.shown + " " + urlPart.shown + " " + jsContext.shown + " "
                + attribute.shown + " " + element.shown + " <nil>}";
    }
}
