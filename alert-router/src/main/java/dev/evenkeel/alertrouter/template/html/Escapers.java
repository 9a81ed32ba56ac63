package dev.evenkeel.alertrouter.template.html;

import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.html.Context.Delimiter;
import dev.evenkeel.alertrouter.template.html.Context.JsContext;
import dev.evenkeel.alertrouter.template.html.Context.State;
import dev.evenkeel.alertrouter.template.syntax.Node;
import dev.evenkeel.alertrouter.template.syntax.NodePrinter;

/** Which escapers a value needs at some place. */
final class Escapers {

    private Escapers() {}

    /**
     * @param context where the value starts
     * @throws ContextException if that is not clear, or if the template escapes by itself in a way that spoils it
     */
    static List<Escaper> at(Context context, Node.Action action) {
        checkPredefined(context, action.pipeline().commands());
        var escapers = new ArrayList<Escaper>();
        switch (context.state()) {
            case URL, CSS_DOUBLE_QUOTED, CSS_SINGLE_QUOTED, CSS_DOUBLE_QUOTED_URL, CSS_SINGLE_QUOTED_URL, CSS_URL ->
                addForUrl(context, action, escapers);
            case JS -> escapers.add(Escaper.JS_VALUE);
            case JS_DOUBLE_QUOTED, JS_SINGLE_QUOTED -> escapers.add(Escaper.JS_STRING);
            case JS_TEMPLATE_LITERAL ->
                throw new ContextException(NodePrinter.print(action) + " appears in a JS template literal");
            case JS_REGEXP -> escapers.add(Escaper.JS_REGEXP);
            case CSS -> escapers.add(Escaper.CSS_VALUE);
            case TEXT -> escapers.add(Escaper.HTML);
            case RCDATA -> escapers.add(Escaper.RCDATA);
            case SRCSET -> escapers.add(Escaper.SRCSET);
            case ATTRIBUTE_NAME, TAG -> escapers.add(Escaper.ATTRIBUTE_NAME);
            case HTML_COMMENT, JS_BLOCK_COMMENT, JS_LINE_COMMENT, CSS_BLOCK_COMMENT, CSS_LINE_COMMENT ->
                escapers.add(Escaper.COMMENT);
            case ATTRIBUTE, AFTER_NAME, BEFORE_VALUE, DEAD -> {
                // an attribute's value needs what its delimiter asks for; the others are not where values start
            }
        }
        switch (context.delimiter()) {
            case NONE -> {
                // not in an attribute
            }
            case SPACE_OR_TAG_END -> escapers.add(Escaper.UNQUOTED);
            case DOUBLE_QUOTE, SINGLE_QUOTE -> escapers.add(Escaper.ATTRIBUTE);
        }
        return escapers;
    }

    private static void checkPredefined(Context context, List<Node.Command> commands) {
        boolean unquoted = context.state() == State.ATTRIBUTE && context.delimiter() == Delimiter.SPACE_OR_TAG_END;
        for (int i = 0; i < commands.size(); i++) {
            boolean isLast = i == commands.size() - 1;
            EscapedPipeline.predefined(commands.get(i))
                    .filter(name -> !isLast || (unquoted && name.equals("html")))
                    .ifPresent(name -> {
                        throw new ContextException(
                                "predefined escaper " + GoQuoting.quote(name) + " disallowed in template");
                    });
        }
    }

    private static void addForUrl(Context context, Node.Action action, List<Escaper> escapers) {
        boolean isCssString = context.state() == State.CSS_DOUBLE_QUOTED || context.state() == State.CSS_SINGLE_QUOTED;
        switch (context.urlPart()) {
            case NONE -> {
                escapers.add(Escaper.URL_FILTER);
                escapers.add(isCssString ? Escaper.CSS_STRING : Escaper.URL_NORMALIZER);
            }
            case BEFORE_QUERY -> escapers.add(isCssString ? Escaper.CSS_STRING : Escaper.URL_NORMALIZER);
            case QUERY_OR_FRAGMENT -> escapers.add(Escaper.URL_PART);
            case UNKNOWN ->
                throw new ContextException(NodePrinter.print(action) + " appears in an ambiguous context within a URL");
        }
    }

    /** Where the text behind a value goes on. */
    static Context behind(Context context) {
        return switch (context.state()) {
            case JS -> context.with(JsContext.DIVISION);
            case TAG -> context.in(State.ATTRIBUTE_NAME);
            default -> context;
        };
    }
}
