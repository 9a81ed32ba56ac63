package dev.evenkeel.alertrouter.notification.webex;

import java.nio.charset.StandardCharsets;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class WebexMessageTest {

    private static final String TOKEN = "http_config: {authorization: {credentials: token}}";

    @Test
    void aRoomIsToldInMarkdown() {
        ChannelRequest request =
                message("room_id: 'room {{ .Status }}', message: '**{{ .Status }}**'", ExampleContent.resolved());

        assertThat(request.url()).isEqualTo("https://webexapis.com/v1/messages");
        assertThat(new JsonObject(request.body()))
                .isEqualTo(new JsonObject().put("markdown", "**resolved**").put("roomId", "room resolved"));
    }

    @Test
    void aLongMessageIsCutByItsBytes() {
        String longer = "message: '{{ reReplaceAll \".\" \"" + "ä".repeat(1000) + "\" \"1234567890\" }}'";

        String markdown = new JsonObject(message("room_id: r, " + longer, ExampleContent.firing())
                        .body())
                .getString("markdown");

        assertThat(markdown).endsWith("ä…");
        assertThat(markdown.getBytes(StandardCharsets.UTF_8)).hasSize(7439);
    }

    @Test
    void aTokenOfItsOwnAndARoomAreNeeded() {
        assertThat(ExampleReceiver.problems(
                        "webex_configs: [{room_id: r}]", "{http_config: {authorization: {credentials: token}}}"))
                .containsExactly("missing webex_configs.http_config.authorization");
        assertThat(ExampleReceiver.problems("webex_configs: [{" + TOKEN + "}]"))
                .containsExactly("missing room_id on webex_config");
    }

    private static ChannelRequest message(String fields, NotificationContent content) {
        WebexSettings settings =
                ExampleReceiver.settings(WebexSettings.class, "webex_configs: [{" + TOKEN + ", " + fields + "}]");
        return WebexMessage.of(settings, content).getFirst();
    }
}
