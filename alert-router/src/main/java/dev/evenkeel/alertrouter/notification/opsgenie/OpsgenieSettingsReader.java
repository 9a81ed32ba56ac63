package dev.evenkeel.alertrouter.notification.opsgenie;

import java.util.Locale;
import java.util.Set;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.opsgenie.OpsgenieSettings.Responder;

/** Reads {@code opsgenie_configs}. */
public final class OpsgenieSettingsReader {

    private static final Set<String> TYPES = Set.of("team", "teams", "user", "escalation", "schedule");

    private OpsgenieSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("opsgenie_configs", entry -> read(entry, global));
    }

    private static OpsgenieSettings read(Fields entry, GlobalSettings global) {
        String url = entry.url("api_url").orElse(global.opsgenie().url());
        return new OpsgenieSettings(
                url.endsWith("/") ? url : url + "/",
                entry.requireSecret(
                        entry.secret("api_key").or(() -> global.opsgenie().secret()),
                        "no global OpsGenie API Key set either inline or in a file"),
                HttpSettingsReader.of(entry, global.http()),
                template(entry, "message"),
                template(entry, "description"),
                template(entry, "source"),
                entry.texts("details"),
                entry.text("entity", ""),
                entry.list("responders", OpsgenieSettingsReader::readResponder),
                entry.text("actions", ""),
                entry.text("tags", ""),
                entry.text("note", ""),
                entry.text("priority", ""),
                entry.flag("update_alerts", false),
                entry.sendResolved(true));
    }

    private static String template(Fields entry, String field) {
        return entry.text(field, "{{ template \"opsgenie.default." + field + "\" . }}");
    }

    private static Responder readResponder(Fields fields) {
        var responder = new Responder(
                fields.text("id", ""), fields.text("name", ""), fields.text("username", ""), fields.text("type", ""));
        String shown = "opsGenieConfig responder {%s %s %s %s}"
                .formatted(responder.id(), responder.name(), responder.username(), responder.type());
        if ((responder.id() + responder.name() + responder.username()).isEmpty()) {
            fields.reject(shown + " has to have at least one of id, username or name specified");
        }
        boolean templated = responder.type().contains("{{");
        if (!templated && !TYPES.contains(responder.type().toLowerCase(Locale.ROOT))) {
            fields.reject(shown + " type does not match valid options ^(team|teams|user|escalation|schedule)$");
        }
        return responder;
    }
}
