package dev.evenkeel.alertrouter.notification.mattermost;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class MattermostMessageTest {

    @Test
    void withoutAttachmentsOfItsOwnTheTextIsInOne() {
        JsonObject message =
                message("text: 'text {{ .Status }}', title: T, title_link: '', fallback: f, color: c, username: us,"
                        + " priority: {priority: IMPORTANT, requested_ack: true, persistent_notifications: true},"
                        + " props: {card: side}, fields: [{title: a, value: b, short: true}, {title: c, value: d}]");

        assertThat(message).isEqualTo(new JsonObject("""
                        {"username": "us", "props": {"card": "side"},
                         "priority": {"priority": "important", "requested_ack": true},
                         "attachments": [{"fallback": "f", "color": "c", "text": "text firing", "title": "T",
                           "fields": [{"title": "a", "value": "b", "short": true}, {"title": "c", "value": "d"}]}]}"""));
    }

    @Test
    void aboveAttachmentsOfItsOwnTheTextIsCut() {
        String longer = "text: '{{ reReplaceAll \".\" \"" + "x".repeat(3000) + "\" \"1234567890\" }}'";

        JsonObject message = message(longer + ", attachments: [{text: '{{ .Status }}'}], priority: {priority: asap}");

        assertThat(message.getString("text")).hasSize(16_383).endsWith("…");
        assertThat(message.getJsonArray("attachments").encode()).isEqualTo("[{\"text\":\"firing\"}]");
        assertThat(message.getJsonObject("priority").encode()).isEqualTo("{\"priority\":\"standard\"}");
    }

    private static JsonObject message(String fields) {
        MattermostSettings settings = ExampleReceiver.settings(
                MattermostSettings.class,
                "mattermost_configs: [{" + fields + "}]",
                "{mattermost_webhook_url: 'http://mattermost.example/hook'}");
        ChannelRequest request =
                MattermostMessage.of(settings, ExampleContent.firing()).getFirst();
        assertThat(request.url()).isEqualTo("http://mattermost.example/hook");
        return new JsonObject(request.body());
    }
}
