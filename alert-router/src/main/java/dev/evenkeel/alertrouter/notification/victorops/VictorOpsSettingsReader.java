package dev.evenkeel.alertrouter.notification.victorops;

import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;

/** Reads {@code victorops_configs}. */
public final class VictorOpsSettingsReader {

    private static final List<String> RESERVED = List.of(
            "routing_key",
            "message_type",
            "state_message",
            "entity_display_name",
            "monitoring_tool",
            "entity_id",
            "entity_state");

    private VictorOpsSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("victorops_configs", entry -> read(entry, global));
    }

    private static VictorOpsSettings read(Fields entry, GlobalSettings global) {
        return new VictorOpsSettings(
                entry.url("api_url").orElse(global.victorops().url()),
                entry.requireSecret(
                        entry.secret("api_key").or(() -> global.victorops().secret()),
                        "no global VictorOps API Key set"),
                HttpSettingsReader.of(entry, global.http()),
                entry.requireText(entry.text("routing_key"), "missing Routing key in VictorOps config"),
                entry.text("message_type", "CRITICAL"),
                template(entry, "state_message"),
                template(entry, "entity_display_name"),
                template(entry, "monitoring_tool"),
                customFields(entry),
                entry.sendResolved(true));
    }

    private static String template(Fields entry, String field) {
        return entry.text(field, "{{ template \"victorops.default." + field + "\" . }}");
    }

    private static Map<String, String> customFields(Fields entry) {
        Map<String, String> fields = entry.texts("custom_fields");
        RESERVED.stream()
                .filter(fields::containsKey)
                .forEach(name -> entry.reject("victorOps config contains custom field " + name
                        + " which cannot be used as it conflicts with the fixed/static fields"));
        return fields;
    }
}
