package dev.evenkeel.alertrouter.notification.content;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationContentTest {

    @Test
    void aGroupIsKnownByTheSha256OfItsKey() {
        // printf '{}:{alertname="DiskFull"}' | sha256sum
        assertThat(ExampleContent.firing().groupKeyHash())
                .isEqualTo("17c4e445d234645c9e547ff6d32a864af0ebdadcd1902771c24c8d366637ff41");
    }

    @Test
    void templatesSeeWhatAlertmanagerShowsThem() {
        String text = ExampleContent.firing()
                .text("{{ .Receiver }} {{ .Status }} {{ .NotificationReason }} {{ .GroupLabels.alertname }}"
                        + " {{ .CommonAnnotations.runbook }} {{ .ExternalURL }}{{ range .Alerts }} {{ .Labels.instance }}"
                        + " {{ .StartsAt.Unix }} {{ .EndsAt.IsZero }}{{ end }}");

        assertThat(text)
                .isEqualTo("team firing first notification DiskFull https://runbooks.example/disk http://router.example"
                        + " a 1772366400 true b 1772366400 true");
    }

    @Test
    void aReceiversNameIsGivenAsARegularExpressionThatMatchesIt() {
        assertThat(NotificationData.quoted("team-a/b.c (x)")).isEqualTo("team-a/b\\.c \\(x\\)");
    }

    @Test
    void aTextInATreeStandsForWhatItMeansAsYaml() {
        Object tree = ExampleContent.firing()
                .tree(Map.of(
                        "{{ .Status }}",
                        Arrays.asList(
                                "{{ len .Alerts }}",
                                "{{ .Alerts | toJson }}",
                                "a: b",
                                "text: {",
                                "",
                                "plain",
                                7,
                                null)));

        List<?> values = (List<?>) ((Map<?, ?>) tree).get("firing");
        assertThat(values.getFirst()).isEqualTo(BigInteger.TWO);
        assertThat((List<?>) values.get(1)).hasSize(2);
        assertThat(values.subList(2, 8)).isEqualTo(Arrays.asList(Map.of("a", "b"), "text: {", null, "plain", 7, null));
    }
}
