package dev.evenkeel.alertrouter.template.evaluation;

import java.util.Map;

import dev.evenkeel.alertrouter.template.function.FunctionSet;
import dev.evenkeel.alertrouter.template.limits.LimitExceededException;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.syntax.TemplateTree;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.Value;

/** One rendering: the templates and functions at hand, what it may cost, and what has been written so far. */
public final class Engine {

    private final Map<String, TemplateTree> templates;
    private final FunctionSet functions;
    private final Meter meter;
    private final StringBuilder output = new StringBuilder();

    /** @param templates all that can be called by name */
    public Engine(Map<String, TemplateTree> templates, FunctionSet functions, Meter meter) {
        this.templates = templates;
        this.functions = functions;
        this.meter = meter;
    }

    /**
     * What a template gives for a value.
     *
     * @throws dev.evenkeel.alertrouter.template.syntax.TemplateException if it cannot be carried out, or costs too much
     */
    public String render(TemplateTree template, Value data) {
        new TemplateRun(this, template, data, 0).run(data);
        return GoText.written(output.toString());
    }

    TemplateTree template(String name) {
        return templates.get(name);
    }

    FunctionSet functions() {
        return functions;
    }

    Meter meter() {
        return meter;
    }

    /** @throws LimitExceededException if that is more than may be written */
    void write(String text) {
        meter.checkOutput((long) output.length() + text.length());
        meter.work(text.length());
        output.append(text);
    }
}
