package dev.evenkeel.alertrouter.notification.msteams;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class TeamsMessageTest {

    private static final String ENTRY = "{webhook_url: 'http://teams.example/hook', title: '{{ .Status }}',"
            + " text: '{{ .GroupLabels.alertname }}'}";

    @Test
    void aCardHasAColouredHeadingAndAText() {
        ChannelRequest request = TeamsMessage.of(
                        ExampleReceiver.settings(TeamsSettings.class, "msteamsv2_configs: [" + ENTRY + "]"),
                        ExampleContent.firing())
                .getFirst();

        assertThat(request.method() + " " + request.url()).isEqualTo("POST http://teams.example/hook");
        assertThat(new JsonObject(request.body())).isEqualTo(new JsonObject("""
                        {"type": "message", "attachments": [{
                          "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null,
                          "content": {
                            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                            "type": "AdaptiveCard", "version": "1.2", "msteams": {"width": "full"},
                            "body": [
                              {"type": "TextBlock", "text": "firing", "weight": "Bolder", "size": "Medium", "wrap": true,
                               "style": "heading", "color": "Attention"},
                              {"type": "TextBlock", "text": "DiskFull", "wrap": true}]}}]}"""));
    }

    @Test
    void theEndIsGood() {
        String body = TeamsMessage.of(
                        ExampleReceiver.settings(TeamsSettings.class, "msteamsv2_configs: [" + ENTRY + "]"),
                        ExampleContent.resolved())
                .getFirst()
                .body();

        assertThat(body).contains("\"color\":\"Good\"", "\"text\":\"resolved\"");
    }

    @Test
    void connectorsGetTheOlderCard() {
        TeamsConnectorSettings settings =
                ExampleReceiver.settings(TeamsConnectorSettings.class, "msteams_configs: [" + ENTRY + "]");

        assertThat(new JsonObject(TeamsConnectorMessage.of(settings, ExampleContent.resolved())
                                .getFirst()
                                .body())
                        .getMap())
                .containsEntry("@context", "http://schema.org/extensions")
                .containsEntry("type", "MessageCard")
                .containsEntry("title", "resolved")
                .containsEntry("text", "DiskFull")
                .containsEntry("themeColor", "2DC72D")
                .containsKey("summary");
    }

    @Test
    void aProxyOfAllIsUsedUnlessTheEntryNamesOne() {
        String global = "{http_config: {proxy_url: 'http://proxy.example:3128'}}";
        String own = ENTRY.replace("}'}", "}', http_config: {follow_redirects: false}}");

        TeamsSettings settings =
                ExampleReceiver.settings(TeamsSettings.class, "msteamsv2_configs: [" + own + "]", global);
        TeamsConnectorSettings connector =
                ExampleReceiver.settings(TeamsConnectorSettings.class, "msteams_configs: [" + own + "]", global);

        assertThat(settings.http().followRedirects()).isFalse();
        assertThat(settings.http().proxies().http()).isPresent();
        assertThat(connector.http().proxies().http()).isEmpty();
    }
}
