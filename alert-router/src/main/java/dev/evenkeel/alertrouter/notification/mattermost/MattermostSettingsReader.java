package dev.evenkeel.alertrouter.notification.mattermost;

import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.mattermost.MattermostAttachment.Author;
import dev.evenkeel.alertrouter.notification.mattermost.MattermostAttachment.Field;
import dev.evenkeel.alertrouter.notification.mattermost.MattermostSettings.Priority;

/** Reads {@code mattermost_configs}. */
public final class MattermostSettingsReader {

    private MattermostSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("mattermost_configs", entry -> read(entry, global));
    }

    private static MattermostSettings read(Fields entry, GlobalSettings global) {
        return new MattermostSettings(
                entry.requireSecret(
                        entry.secretUrl("webhook_url").or(global::mattermostUrl),
                        "missing webhook_url or webhook_url_file on mattermost_config"),
                HttpSettingsReader.of(entry, global.http()),
                entry.text("channel", ""),
                entry.text("username", usual("username")),
                entry.text("icon_url", ""),
                entry.text("icon_emoji", ""),
                entry.text("type", ""),
                entry.within("props", props -> props.text("card", "")).orElse(""),
                entry.within("priority", MattermostSettingsReader::readPriority)
                        .filter(priority -> !priority.level().isEmpty()),
                entry.text("text", usual("text")),
                attachment(entry, usual("fallback"), usual("color"), usual("title"), usual("titlelink")),
                entry.list("attachments", attachment -> attachment(attachment, "", "", "", "")),
                entry.sendResolved(true));
    }

    private static String usual(String name) {
        return "{{ template \"mattermost.default." + name + "\" . }}";
    }

    private static Priority readPriority(Fields priority) {
        return new Priority(
                priority.text("priority", ""),
                priority.flag("requested_ack", false),
                priority.flag("persistent_notifications", false));
    }

    private static MattermostAttachment attachment(
            Fields fields, String fallback, String color, String title, String titleLink) {
        return new MattermostAttachment(
                fields.text("fallback", fallback),
                fields.text("color", color),
                fields.text("pretext", ""),
                fields.text("text", ""),
                new Author(
                        fields.text("author_name", ""), fields.text("author_link", ""), fields.text("author_icon", "")),
                fields.text("title", title),
                fields.text("title_link", titleLink),
                fields.list("fields", MattermostSettingsReader::readField),
                fields.text("thumb_url", ""),
                fields.text("footer", ""),
                fields.text("footer_icon", ""),
                fields.text("image_url", ""));
    }

    private static Field readField(Fields field) {
        Optional<Boolean> isShort = field.flag("short");
        return new Field(
                field.requireText(field.text("title"), "missing title in Mattermost field configuration"),
                field.requireText(field.text("value"), "missing value in Mattermost field configuration"),
                isShort);
    }
}
