package dev.evenkeel.alertrouter.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.alertrouter.template.evaluation.Engine;
import dev.evenkeel.alertrouter.template.function.FunctionSet;
import dev.evenkeel.alertrouter.template.function.TemplateFunction;
import dev.evenkeel.alertrouter.template.html.HtmlEscaper;
import dev.evenkeel.alertrouter.template.html.HtmlFunctions;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.limits.RenderLimits;
import dev.evenkeel.alertrouter.template.syntax.SourceText;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.alertrouter.template.syntax.TemplateParser;
import dev.evenkeel.alertrouter.template.syntax.TemplateTree;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/**
 * Templates that can call each other by name, and what a text that calls them gives. Immutable, and safe for use by any
 * number of threads.
 *
 * <p>A later file replaces templates of an earlier one, unless what it has is blank: so a user's file overrides the
 * defaults.
 */
public final class TemplateSet {

    private static final List<String> DEFAULTS = List.of("default.tmpl", "email.tmpl");

    /** A text without it gives itself, as most texts of a configuration do. */
    private static final String ACTION = "{{";

    private final Map<String, TemplateTree> templates;
    private final FunctionSet functions;
    private final RenderLimits limits;

    private TemplateSet(Map<String, TemplateTree> templates, FunctionSet functions, RenderLimits limits) {
        this.templates = Map.copyOf(templates);
        this.functions = functions;
        this.limits = limits;
    }

    /** Only what every template can use. */
    public static TemplateSet empty(Clock clock, RenderLimits limits) {
        return new TemplateSet(Map.of(), FunctionSet.ofAlertmanager(clock), limits);
    }

    /** Our own texts under the names that Alertmanager's default texts have. */
    public static TemplateSet ofDefaults(Clock clock) {
        TemplateSet set = empty(clock, RenderLimits.DEFAULT);
        for (String file : DEFAULTS) {
            set = set.with(file, resource(file));
        }
        return set;
    }

    private static String resource(String name) {
        try (InputStream text = TemplateSet.class.getResourceAsStream("/notification-templates/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /**
     * This set and the templates of one more file.
     *
     * @param file its name, by which errors call it and other templates can call its own text
     * @throws dev.evenkeel.alertrouter.template.syntax.TemplateException if it cannot be read
     */
    public TemplateSet with(String file, String text) {
        return new TemplateSet(joined(file, new SourceText(file, text)), functions, limits);
    }

    private Map<String, TemplateTree> joined(String name, SourceText source) {
        var all = new LinkedHashMap<>(templates);
        TemplateParser.parse(name, source, functions::contains).forEach((each, tree) -> {
            if (!tree.isBlank() || !all.containsKey(each)) {
                all.put(each, tree);
            }
        });
        return all;
    }

    /** The names that a text can call. */
    public Set<String> names() {
        return templates.keySet();
    }

    /** Whether there is anything to carry out in a text; one without stands for itself. */
    public static boolean hasActions(String text) {
        return text.contains(ACTION);
    }

    /**
     * What a text gives as plain text.
     *
     * @throws dev.evenkeel.alertrouter.template.syntax.TemplateException if it cannot be read or carried out
     */
    public String renderText(String text, TemplateData data) {
        if (!hasActions(text) && text.length() <= limits.outputLength()) {
            return text;
        }
        Map<String, TemplateTree> all = joined("", new SourceText("", text));
        return new Engine(all, functionsFor(data), new Meter(limits)).render(all.get(""), data.value());
    }

    /**
     * What a text gives as HTML: every value is escaped as the place asks for where it stands.
     *
     * @throws dev.evenkeel.alertrouter.template.syntax.TemplateException if it cannot be read or carried out, or if it is
     *     not clear what a place asks for
     */
    public String renderHtml(String text, TemplateData data) {
        if (text.isEmpty()) {
            return "";
        }
        Map<String, TemplateTree> all = joined("", new SourceText("", text));
        Map<String, TemplateTree> escaped = HtmlEscaper.escape("", all);
        FunctionSet withEscapers = functionsFor(data).with(HtmlFunctions.functions());
        return new Engine(escaped, withEscapers, new Meter(limits)).render(escaped.get(""), data.value());
    }

    /**
     * The labels of a route as texts. One that cannot be rendered is left out, as Alertmanager does, and takes nothing from
     * what the others may cost.
     *
     * @param data in which the labels of the route are templates still, which may ask for each other
     * @param leftOut is told of each that cannot be rendered, and why
     */
    public Map<String, String> renderRouteLabels(TemplateData data, BiConsumer<String, TemplateException> leftOut) {
        var run = new RouteLabelRun(this, data);
        Map<String, String> rendered = new TreeMap<>();
        data.routeLabels().keySet().forEach(name -> {
            try {
                rendered.put(name, run.label(name, new Meter(limits)));
            } catch (TemplateException unusable) {
                leftOut.accept(name, unusable);
            }
        });
        return rendered;
    }

    String render(String text, TemplateData data, Map<String, TemplateFunction> more, Meter meter) {
        Map<String, TemplateTree> all = joined("", new SourceText("", text));
        return new Engine(all, functions.with(more), meter).render(all.get(""), data.value());
    }

    /** {@code routeLabels} and {@code actionLink} answer for this notification. */
    private FunctionSet functionsFor(TemplateData data) {
        return functions.with(
                Map.of("routeLabels", lookup(data::routeLabels), "actionLink", lookup(data.actionLinks()::asMap)));
    }

    private static TemplateFunction lookup(Supplier<Map<String, String>> texts) {
        return TemplateFunction.of(
                (arguments, meter) ->
                        Value.text(texts.get().getOrDefault(TemplateFunction.text(arguments.getFirst()), "")),
                GoType.STRING);
    }
}
