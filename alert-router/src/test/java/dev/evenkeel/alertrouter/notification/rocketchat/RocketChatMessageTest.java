package dev.evenkeel.alertrouter.notification.rocketchat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class RocketChatMessageTest {

    @Test
    void aMessageHasOneAttachmentWithFieldsAndButtons() {
        RocketChatSettings settings = ExampleReceiver.settings(RocketChatSettings.class, """
                rocketchat_configs:
                - api_url: http://rocket.example
                  token: t
                  token_id: u
                  channel: '#{{ .Status }}'
                  emoji: ':x:'
                  icon_url: ''
                  title: T
                  title_link: ''
                  text: body
                  short_fields: true
                  fields: [{title: a, value: b}]
                  actions: [{text: Look, url: 'http://look.example'}]
                """);

        ChannelRequest request =
                RocketChatMessage.of(settings, ExampleContent.firing()).getFirst();

        assertThat(request.url()).isEqualTo("http://rocket.example/api/v1/chat.postMessage");
        assertThat(request.headers()).containsEntry("X-Auth-Token", "t").containsEntry("X-User-Id", "u");
        assertThat(new JsonObject(request.body())).isEqualTo(new JsonObject("""
                        {"channel": "#firing", "emoji": ":x:", "attachments": [{
                          "title": "T", "text": "body", "color": "red",
                          "fields": [{"short": true, "title": "a", "value": "b"}],
                          "actions": [{"type": "button", "text": "Look", "url": "http://look.example",
                                       "is_webview": false, "msg_in_chat_window": false}]}]}"""));
    }

    @Test
    void aTokenAndItsOwnerAreNeeded() {
        assertThat(ExampleReceiver.problems("rocketchat_configs: [{}]"))
                .containsExactlyInAnyOrder(
                        "no global Rocketchat TokenID set either inline or in a file",
                        "no global Rocketchat Token set either inline or in a file");
    }
}
