package dev.evenkeel.alertrouter.notification.pushover;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class PushoverMessageTest {

    @Test
    void whatFiresIsAnEmergencyThatIsRepeated() {
        Map<String, String> form = form("title: 't {{ .Status }}', message: ' ', url: '', ttl: 90s, html: true", false);

        assertThat(form)
                .containsEntry("token", "T-firing")
                .containsEntry("user", "U")
                .containsEntry("title", "t firing")
                .containsEntry("message", "(no details)")
                .containsEntry("priority", "2")
                .containsEntry("retry", "60")
                .containsEntry("expire", "3600")
                .containsEntry("ttl", "90")
                .containsEntry("html", "1")
                .doesNotContainKey("monospace");
    }

    @Test
    void theEndIsNoEmergency() {
        assertThat(form("retry: 30s", true)).containsEntry("priority", "0").containsEntry("retry", "30");
    }

    @Test
    void longTextsAreCut() {
        String longer = "'{{ reReplaceAll \".\" \"" + "ä".repeat(150) + "\" \"1234567890\" }}'";

        Map<String, String> form = form("title: %1$s, message: %1$s, url: %1$s".formatted(longer), false);

        assertThat(form.get("title")).hasSize(250).endsWith("…");
        assertThat(form.get("message")).hasSize(1024).endsWith("…");
        assertThat(form.get("url")).hasSize(512).endsWith("…");
    }

    @Test
    void keyTokenAndOneFormatAreNeeded() {
        assertThat(ExampleReceiver.problems("pushover_configs: [{html: true, monospace: true}]"))
                .containsExactlyInAnyOrder(
                        "one of user_key or user_key_file must be configured",
                        "one of token or token_file must be configured",
                        "at most one of monospace & html must be configured");
    }

    private static Map<String, String> form(String fields, boolean resolved) {
        PushoverSettings settings = ExampleReceiver.settings(
                PushoverSettings.class, "pushover_configs: [{user_key: U, token: 'T-{{ .Status }}', " + fields + "}]");
        ChannelRequest request = PushoverMessage.of(
                        "http://pushover.example",
                        settings,
                        resolved ? ExampleContent.resolved() : ExampleContent.firing())
                .getFirst();
        return Arrays.stream(request.body().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
