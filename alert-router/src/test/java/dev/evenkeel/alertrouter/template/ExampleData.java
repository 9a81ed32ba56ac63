package dev.evenkeel.alertrouter.template;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.template.data.TemplateAlert;
import dev.evenkeel.alertrouter.template.data.TemplateData;

/** One notification, for us and as the JSON that amtool reads. */
public final class ExampleData {

    static final String JSON = """
            {"receiver": "team-X", "status": "firing", "alerts": [
              {"status": "firing",
               "labels": {"alertname": "Disk", "instance": "a:1", "severity": "critical"},
               "annotations": {"summary": "disk <full> & 'x'", "runbook": "http://r/x?y=1&z=2"},
               "startsAt": "2026-03-29T00:30:05.123456Z", "endsAt": "0001-01-01T00:00:00Z",
               "generatorURL": "http://p/g?a=b&c=\\"d\\"", "fingerprint": "00000000000000ab"},
              {"status": "resolved",
               "labels": {"alertname": "Disk", "instance": "b:2", "severity": "warning"},
               "annotations": {"summary": "é\\nline2"},
               "startsAt": "2026-03-28T23:00:00+02:00", "endsAt": "2026-03-29T01:00:00Z",
               "generatorURL": "http://p/h", "fingerprint": "00000000000000cd"}],
             "groupLabels": {"alertname": "Disk"}, "commonLabels": {"alertname": "Disk", "zz": "1"},
             "commonAnnotations": {}, "externalURL": "http://am.example:9093"}
            """;

    private ExampleData() {}

    public static TemplateData data() {
        return new TemplateData(
                "team-X",
                "firing",
                List.of(firing(), resolved()),
                "",
                Map.of("alertname", "Disk"),
                Map.of("alertname", "Disk", "zz", "1"),
                Map.of(),
                Map.of("team", "sea"),
                "http://am.example:9093");
    }

    private static TemplateAlert firing() {
        return new TemplateAlert(
                "firing",
                Map.of("alertname", "Disk", "instance", "a:1", "severity", "critical"),
                Map.of("summary", "disk <full> & 'x'", "runbook", "http://r/x?y=1&z=2"),
                ZonedDateTime.of(2026, 3, 29, 0, 30, 5, 123_456_000, ZoneOffset.UTC),
                ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC),
                "http://p/g?a=b&c=\"d\"",
                "00000000000000ab");
    }

    private static TemplateAlert resolved() {
        return new TemplateAlert(
                "resolved",
                Map.of("alertname", "Disk", "instance", "b:2", "severity", "warning"),
                Map.of("summary", "é\nline2"),
                ZonedDateTime.of(2026, 3, 28, 23, 0, 0, 0, ZoneOffset.ofHours(2)),
                ZonedDateTime.of(2026, 3, 29, 1, 0, 0, 0, ZoneOffset.UTC),
                "http://p/h",
                "00000000000000cd");
    }
}
