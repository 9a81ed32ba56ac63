package dev.evenkeel.alertrouter.template;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.template.data.TemplateData;

import static org.assertj.core.api.Assertions.assertThat;

class RouteLabelTest {

    private final TemplateSet templates = TemplateSet.ofDefaults(Clock.systemUTC());
    private final Map<String, String> leftOut = new TreeMap<>();

    @Test
    void labelsOfARouteAreTemplatesThatMayAskForEachOther() {
        Map<String, String> rendered = render(Map.of(
                "plain", "text",
                "team", "{{ .GroupLabels.cluster | toUpper }}",
                "sentence", "{{ .GroupLabels.alertname }} for {{ routeLabels \"team\" }}{{ routeLabels \"none\" }}",
                "reason", "{{ .NotificationReason }} {{ .Status }}"));

        assertThat(rendered)
                .containsEntry("plain", "text")
                .containsEntry("team", "EU")
                .containsEntry("sentence", "Disk for EU")
                .containsEntry("reason", "unknown firing");
    }

    @Test
    void oneThatCannotBeRenderedIsLeftOutAndTheOthersAreThere() {
        Map<String, String> rendered = render(Map.of(
                "a", "{{ routeLabels \"b\" }}",
                "b", "{{ routeLabels \"a\" }}",
                "c", "{{ .Nothing.There }}",
                "d", "fine"));

        assertThat(rendered).containsOnlyKeys("d");
        assertThat(leftOut).containsOnlyKeys("a", "b", "c");
        assertThat(leftOut.get("a")).contains("route label cycle detected: a -> b -> a");
    }

    @Test
    void oneThatBreaksOrCostsTooMuchTakesNothingFromTheOthers() {
        var labels = new TreeMap<String, String>();
        for (int i = 0; i < 10; i++) {
            labels.put("deep" + i, "{{ if 1 }}".repeat(60) + "{{ .Nothing.There }}" + "{{ end }}".repeat(60));
        }
        labels.put("endless", "{{ range 1000000000 }}{{ end }}");
        labels.put("late", "{{ if 1 }}fine{{ end }}");
        labels.put("later", "{{ routeLabels \"late\" }} too");

        Map<String, String> rendered = render(labels);

        assertThat(rendered).containsOnly(Map.entry("late", "fine"), Map.entry("later", "fine too"));
        assertThat(leftOut.get("endless")).contains("too expensive");
        assertThat(leftOut.get("deep9")).contains("can't evaluate field Nothing");
    }

    private Map<String, String> render(Map<String, String> labels) {
        var data = new TemplateData(
                "team",
                "firing",
                List.of(),
                "unknown",
                Map.of("alertname", "Disk", "cluster", "eu"),
                Map.of(),
                Map.of(),
                labels,
                "http://router.example");
        return templates.renderRouteLabels(data, (name, why) -> leftOut.put(name, why.getMessage()));
    }
}
