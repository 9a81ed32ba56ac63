package dev.evenkeel.alertrouter.notification.discord;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class DiscordMessageTest {

    @Test
    void anEmbedSaysWhatFiresInRed() {
        ChannelRequest request = message(
                "title: '{{ .GroupLabels.alertname }}', message: '{{ len .Alerts }} alerts', content: '<@1> {{ .Status }}',"
                        + " username: '{{ raw }}', avatar_url: 'http://face.example'",
                ExampleContent.firing());

        assertThat(request.method() + " " + request.url()).isEqualTo("POST http://discord.example/hook");
        assertThat(new JsonObject(request.body())).isEqualTo(new JsonObject("""
                        {"content": "<@1> firing", "username": "{{ raw }}", "avatar_url": "http://face.example",
                         "embeds": [{"title": "DiskFull", "description": "2 alerts", "color": 10038562}]}"""));
    }

    @Test
    void theEndIsToldInGreenWithTheDefaultTexts() {
        JsonObject message =
                new JsonObject(message("", ExampleContent.resolved()).body());

        JsonObject embed = message.getJsonArray("embeds").getJsonObject(0);
        assertThat(message.getString("content")).isEmpty();
        assertThat(message.containsKey("username")).isFalse();
        assertThat(embed.getInteger("color")).isEqualTo(0x2ECC71);
        assertThat(embed.getString("title")).contains("DiskFull");
        assertThat(embed.getString("description")).contains("instance");
    }

    @Test
    void longTextsAreCutToWhatDiscordTakes() {
        String longer = "'{{ reReplaceAll \".\" \"" + "ä".repeat(500) + "\" \"1234567890\" }}'";
        JsonObject message = new JsonObject(
                message("title: %1$s, message: %1$s, content: %1$s".formatted(longer), ExampleContent.firing())
                        .body());

        JsonObject embed = message.getJsonArray("embeds").getJsonObject(0);
        assertThat(message.getString("content")).hasSize(2000).endsWith("ä…");
        assertThat(embed.getString("title")).hasSize(256).endsWith("ä…");
        assertThat(embed.getString("description")).hasSize(4096).endsWith("ä…");
    }

    @Test
    void theWebhookIsWrittenOnce() {
        assertThat(ExampleReceiver.problems("discord_configs: [{title: x}]"))
                .containsExactly("one of webhook_url or webhook_url_file must be configured");
        assertThat(ExampleReceiver.problems(
                        "discord_configs: [{webhook_url: 'http://a.example', webhook_url_file: file}]"))
                .containsExactly("at most one of webhook_url & webhook_url_file must be configured");
    }

    private static ChannelRequest message(String fields, NotificationContent content) {
        DiscordSettings settings = ExampleReceiver.settings(
                DiscordSettings.class,
                "discord_configs: [{webhook_url: 'http://discord.example/hook', " + fields + "}]");
        return DiscordMessage.of(settings, content).getFirst();
    }
}
