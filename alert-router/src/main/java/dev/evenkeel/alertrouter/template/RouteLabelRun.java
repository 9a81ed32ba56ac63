package dev.evenkeel.alertrouter.template;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.alertrouter.template.function.FunctionException;
import dev.evenkeel.alertrouter.template.function.TemplateFunction;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Renders the labels of one route for one group. A label may ask for others, each of which is rendered once. */
final class RouteLabelRun {

    private final TemplateSet templates;
    private final TemplateData data;
    private final Map<String, String> rendered = new HashMap<>();
    private final Set<String> under = new LinkedHashSet<>();

    RouteLabelRun(TemplateSet templates, TemplateData data) {
        this.templates = templates;
        this.data = data;
    }

    /**
     * @param meter counts what it costs, with the labels that it asks for
     * @throws dev.evenkeel.alertrouter.template.syntax.TemplateException if it cannot be rendered
     */
    String label(String name, Meter meter) {
        String text = data.routeLabels().get(name);
        if (text == null) {
            return "";
        }
        String known = rendered.get(name);
        if (known != null) {
            return known;
        }
        if (!under.add(name)) {
            throw new FunctionException("route label cycle detected: " + String.join(" -> ", under) + " -> " + name);
        }
        try {
            TemplateFunction others = TemplateFunction.of(
                    (arguments, _) -> Value.text(other(TemplateFunction.text(arguments.getFirst()), meter)),
                    GoType.STRING);
            String result = templates.render(text, data, Map.of("routeLabels", others), meter);
            rendered.put(name, result);
            return result;
        } finally {
            under.remove(name);
        }
    }

    private String other(String name, Meter meter) {
        try {
            return label(name, meter);
        } catch (TemplateException unusable) {
            throw new FunctionException(unusable.getMessage());
        }
    }
}
