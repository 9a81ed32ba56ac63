package dev.evenkeel.alertrouter.routing;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.platform.series.Labels;

/** Writes label sets as Go prints them, since Alertmanager's group keys are made of exactly these bytes. */
public final class GoLabels {

    private GoLabels() {}

    /** <code>{alertname="X", job="y"}</code>, in order of the names. */
    public static String write(Labels labels) {
        var text = new StringBuilder("{");
        labels.forEach((name, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(name)
                .append('=')
                .append(GoQuoting.quote(value)));
        return text.append('}').toString();
    }
}
