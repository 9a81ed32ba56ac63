package dev.evenkeel.alertrouter.notification.victorops;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class VictorOpsMessageTest {

    @Test
    void anEventOpensAnIncidentThatHasTheHashOfTheGroup() {
        NotificationContent content = ExampleContent.firing();

        ChannelRequest request = message(
                "routing_key: 'team {{ .Status }}', message_type: 'WARNING', state_message: 's {{ .Status }}',"
                        + " entity_display_name: e, monitoring_tool: m, custom_fields: {own: '{{ len .Alerts }}'}",
                content);

        assertThat(request.url()).isEqualTo("http://victorops.example/alert/a%20key/team%20firing");
        assertThat(new JsonObject(request.body()))
                .isEqualTo(new JsonObject()
                        .put("message_type", "WARNING")
                        .put("entity_id", content.groupKeyHash())
                        .put("entity_display_name", "e")
                        .put("state_message", "s firing")
                        .put("monitoring_tool", "m")
                        .put("own", "2"));
    }

    @Test
    void theEndIsARecoveryWhateverTheTypeOfFiring() {
        assertThat(type("message_type: INFO", ExampleContent.resolved())).isEqualTo("RECOVERY");
        assertThat(type("message_type: INFO", ExampleContent.firing())).isEqualTo("INFO");
        assertThat(type("message_type: anything", ExampleContent.firing())).isEqualTo("CRITICAL");
    }

    @Test
    void aLongStateIsCut() {
        String longer = "state_message: '{{ reReplaceAll \".\" \"" + "x".repeat(3000) + "\" \"1234567890\" }}'";

        JsonObject event = new JsonObject(
                message("routing_key: r, " + longer, ExampleContent.firing()).body());

        assertThat(event.getString("state_message")).hasSize(20_480).endsWith("x…");
    }

    @Test
    void aCustomFieldMustNotHideAFixedOne() {
        assertThat(ExampleReceiver.problems(
                        "victorops_configs: [{api_key: k, routing_key: r, custom_fields: {entity_id: x}}]"))
                .containsExactly("victorOps config contains custom field entity_id which cannot be used as it conflicts"
                        + " with the fixed/static fields");
        assertThat(ExampleReceiver.problems("victorops_configs: [{}]"))
                .containsExactly("no global VictorOps API Key set", "missing Routing key in VictorOps config");
    }

    private static String type(String fields, NotificationContent content) {
        return new JsonObject(message("routing_key: r, " + fields, content).body()).getString("message_type");
    }

    private static ChannelRequest message(String fields, NotificationContent content) {
        VictorOpsSettings settings = ExampleReceiver.settings(
                VictorOpsSettings.class,
                "victorops_configs: [{%s}]".formatted(fields),
                "{victorops_api_url: 'http://victorops.example/alert', victorops_api_key: 'a key'}");
        return VictorOpsMessage.of(settings, content).getFirst();
    }
}
