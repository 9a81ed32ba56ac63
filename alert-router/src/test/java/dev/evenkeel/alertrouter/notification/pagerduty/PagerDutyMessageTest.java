package dev.evenkeel.alertrouter.notification.pagerduty;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Origin;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Version;
import dev.evenkeel.platform.configuration.Secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PagerDutyMessageTest {

    private final NotificationContent firing = ExampleContent.firing();

    @Test
    void aServiceKeyIsForTheFirstVersionOfTheApi() {
        ChannelRequest request = PagerDutyMessage.of(settings(Version.V1, "key", Map.of()), firing);

        assertThat(request.url()).isEqualTo("https://events.pagerduty.com/generic/2010-04-15/create_event.json");
        assertThat(new JsonObject(request.body()))
                .isEqualTo(new JsonObject()
                        .put("service_key", "key")
                        .put("incident_key", firing.groupKeyHash())
                        .put("event_type", "trigger")
                        .put("description", "about firing")
                        .put("event_action", "")
                        .putNull("payload")
                        .put("client", "us")
                        .put("client_url", "http://us"));
    }

    @Test
    void theEndIsToldWithoutSayingWhoTells() {
        ChannelRequest request = PagerDutyMessage.of(settings(Version.V1, "key", Map.of()), ExampleContent.resolved());

        assertThat(new JsonObject(request.body()).getString("event_type")).isEqualTo("resolve");
        assertThat(request.body()).doesNotContain("client");
    }

    @Test
    void detailsMayBeTrees() {
        ChannelRequest request = PagerDutyMessage.of(
                settings(Version.V2, "key", Map.of("counts", Map.of("all", "{{ len .Alerts }}"))), firing);

        assertThat(new JsonObject(request.body())
                        .getJsonObject("payload")
                        .getJsonObject("custom_details")
                        .getJsonObject("counts")
                        .getInteger("all"))
                .isEqualTo(2);
    }

    @Test
    void detailsThatMakeAnEventTooLargeAreLeftOut() {
        ChannelRequest request =
                PagerDutyMessage.of(settings(Version.V2, "key", Map.of("much", "x".repeat(512_000))), firing);

        assertThat(request.body().length()).isLessThan(1000);
        assertThat(request.body()).contains("exceeds the maximum size of 512KB");
    }

    @Test
    void aKeyThatATemplateLeavesEmptyCannotBeSent() {
        assertThatThrownBy(() -> PagerDutyMessage.of(settings(Version.V2, "{{ .CommonLabels.no }}", Map.of()), firing))
                .isInstanceOf(UnsendableException.class)
                .hasMessage("routing key cannot be empty");
    }

    private static PagerDutySettings settings(Version version, String key, Map<String, Object> details) {
        return new PagerDutySettings(
                version,
                Secret.literal(key),
                HttpSettings.DEFAULT,
                "https://events.example/",
                "us",
                "http://us",
                "about {{ .Status }}",
                details,
                List.of(),
                List.of(),
                new Origin("us", "error", "", "", ""),
                Duration.ZERO,
                true);
    }
}
