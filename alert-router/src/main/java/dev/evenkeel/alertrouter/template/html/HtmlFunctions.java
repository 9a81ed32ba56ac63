package dev.evenkeel.alertrouter.template.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import dev.evenkeel.alertrouter.template.format.GoPrint;
import dev.evenkeel.alertrouter.template.function.TemplateFunction;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The functions that escaping adds to pipelines; no template can call them by itself. */
public final class HtmlFunctions {

    private HtmlFunctions() {}

    /** By the names in {@link Escaper}. */
    public static Map<String, TemplateFunction> functions() {
        var functions = new LinkedHashMap<String, TemplateFunction>();
        add(functions, Escaper.HTML, HtmlEscapes::text, GoType.HTML, UnaryOperator.identity());
        add(functions, Escaper.RCDATA, HtmlEscapes::text, GoType.HTML, HtmlEscapes::keepingEntities);
        add(
                functions,
                Escaper.ATTRIBUTE,
                HtmlEscapes::text,
                GoType.HTML,
                (html, meter) -> HtmlEscapes.keepingEntities(HtmlEscapes.withoutTags(html, meter)));
        add(
                functions,
                Escaper.UNQUOTED,
                text -> HtmlEscapes.unquoted(text, false),
                GoType.HTML,
                (html, meter) -> HtmlEscapes.unquoted(HtmlEscapes.withoutTags(html, meter), true));
        add(functions, Escaper.URL_FILTER, HtmlFunctions::filterUrl, GoType.URL, UnaryOperator.identity());
        add(functions, Escaper.URL_NORMALIZER, UrlEscapes::whole, GoType.URL, UrlEscapes::whole);
        add(functions, Escaper.URL_PART, UrlEscapes::part, GoType.URL, UrlEscapes::whole);
        add(
                functions,
                Escaper.SRCSET,
                UrlEscapes::sourceSet,
                GoType.URL,
                url -> UrlEscapes.whole(url).replace(",", "%2c"));
        add(functions, Escaper.ATTRIBUTE_NAME, HtmlEscapes::attributeName);
        add(functions, Escaper.CSS_STRING, CssEscapes::string);
        add(functions, Escaper.CSS_VALUE, CssEscapes::value);
        add(functions, Escaper.JS_STRING, JsEscapes::string);
        add(functions, Escaper.JS_REGEXP, JsEscapes::regexp);
        add(functions, Escaper.COMMENT, text -> "");
        add(functions, Escaper.ARGUMENTS, UnaryOperator.identity());
        functions.put(
                Escaper.JS_VALUE.functionName(),
                TemplateFunction.variadic(
                        (arguments, meter) -> Value.text(JsEscapes.value(arguments, meter)), GoType.ANY));
        return functions;
    }

    private static String filterUrl(String url) {
        return UrlEscapes.isSafe(url) ? url : UrlEscapes.REFUSED;
    }

    private static void add(Map<String, TemplateFunction> functions, Escaper escaper, UnaryOperator<String> escaping) {
        add(functions, escaper, escaping, GoType.STRING, escaping);
    }

    /** @param trusted what a text of the type that is safe here needs nevertheless */
    private static void add(
            Map<String, TemplateFunction> functions,
            Escaper escaper,
            UnaryOperator<String> escaping,
            GoType safe,
            UnaryOperator<String> trusted) {
        add(functions, escaper, escaping, safe, (text, meter) -> trusted.apply(text));
    }

    private static void add(
            Map<String, TemplateFunction> functions,
            Escaper escaper,
            UnaryOperator<String> escaping,
            GoType safe,
            BiFunction<String, Meter, String> trusted) {
        TemplateFunction.Body body = (arguments, meter) -> {
            boolean isSafe =
                    arguments.size() == 1 && arguments.getFirst().type().equals(safe);
            String text = joined(arguments, meter);
            meter.work(text.length() * 2L);
            return Value.text(meter.made(isSafe ? trusted.apply(text, meter) : escaping.apply(text)));
        };
        functions.put(escaper.functionName(), TemplateFunction.variadic(body, GoType.ANY));
    }

    /** The arguments as one text; nothing is no text at all. */
    private static String joined(List<Value> arguments, Meter meter) {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Value.Text text) {
            return text.text();
        }
        return GoPrint.sprint(
                arguments.stream().filter(value -> !value.isNothing()).toList(), meter);
    }
}
