package dev.evenkeel.alertrouter.notification.rocketchat;

import java.util.List;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.rocketchat.RocketChatSettings.Attachment;
import dev.evenkeel.alertrouter.notification.rocketchat.RocketChatSettings.Button;
import dev.evenkeel.alertrouter.notification.rocketchat.RocketChatSettings.Field;

/** Reads {@code rocketchat_configs}. */
public final class RocketChatSettingsReader {

    private static final String USUAL_COLOR = "{{ if eq .Status \"firing\" }}red{{ else }}green{{ end }}";
    // Alertmanager reads these of an action and does nothing with them
    private static final List<String> WITHOUT_EFFECT =
            List.of("type", "imageurl", "iswebview", "webviewheightratio", "msginchatwindow", "msgprocessingtype");

    private RocketChatSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("rocketchat_configs", entry -> read(entry, global));
    }

    private static RocketChatSettings read(Fields entry, GlobalSettings global) {
        // like link_names for Slack, which Rocket.Chat has no use for
        entry.flag("link_names", false);
        return new RocketChatSettings(
                entry.url("api_url").orElse(global.rocketchat().url()),
                entry.requireSecret(
                        entry.secret("token_id").or(() -> global.rocketchat().tokenId()),
                        "no global Rocketchat TokenID set either inline or in a file"),
                entry.requireSecret(
                        entry.secret("token").or(() -> global.rocketchat().token()),
                        "no global Rocketchat Token set either inline or in a file"),
                HttpSettingsReader.of(entry, global.http()),
                entry.text("channel", ""),
                template(entry, "emoji", "emoji"),
                template(entry, "icon_url", "iconurl"),
                attachment(entry),
                entry.sendResolved(false));
    }

    private static String template(Fields entry, String field, String name) {
        return entry.text(field, "{{ template \"rocketchat.default." + name + "\" . }}");
    }

    private static Attachment attachment(Fields entry) {
        boolean shortFields = entry.flag("short_fields", false);
        return new Attachment(
                entry.text("color", USUAL_COLOR),
                template(entry, "title", "title"),
                template(entry, "title_link", "titlelink"),
                template(entry, "text", "text"),
                entry.text("image_url", ""),
                entry.text("thumb_url", ""),
                entry.list(
                        "fields",
                        field -> new Field(
                                field.text("title", ""), field.text("value", ""), field.flag("short", shortFields))),
                entry.list("actions", RocketChatSettingsReader::readButton));
    }

    private static Button readButton(Fields action) {
        WITHOUT_EFFECT.forEach(action::text);
        return new Button(action.text("text", ""), action.text("url", ""), action.text("msg", ""));
    }
}
