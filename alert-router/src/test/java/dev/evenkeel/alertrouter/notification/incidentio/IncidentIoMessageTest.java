package dev.evenkeel.alertrouter.notification.incidentio;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class IncidentIoMessageTest {

    @Test
    void theDocumentIsTheWebhooksWithAnotherVersion() {
        IncidentIoSettings settings = ExampleReceiver.settings(
                IncidentIoSettings.class,
                "incidentio_configs: [{url: 'http://incident.example', alert_source_token: t, max_alerts: 1}]");

        ChannelRequest request =
                IncidentIoMessage.of(settings, ExampleContent.firing()).getFirst();

        JsonObject document = new JsonObject(request.body());
        assertThat(settings.http().hasToken()).isTrue();
        assertThat(document.getString("version")).isEqualTo("1");
        assertThat(document.getString("groupKey")).isEqualTo(ExampleContent.GROUP_KEY);
        assertThat(document.getJsonArray("alerts")).hasSize(1);
        assertThat(document.getInteger("truncatedAlerts")).isEqualTo(1);
    }

    @Test
    void oneWayToProveWhoWeAreIsNeeded() {
        assertThat(ExampleReceiver.problems("incidentio_configs: [{http_config: {follow_redirects: false}}]"))
                .containsExactlyInAnyOrder(
                        "one of url or url_file must be configured",
                        "at least one of alert_source_token, alert_source_token_file or http_config.authorization must"
                                + " be configured");
    }
}
