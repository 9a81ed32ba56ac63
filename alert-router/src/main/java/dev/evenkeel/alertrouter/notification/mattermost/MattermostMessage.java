package dev.evenkeel.alertrouter.notification.mattermost;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.mattermost.MattermostSettings.Priority;

/** A notification as a message with attachments. */
final class MattermostMessage {

    /** In characters. */
    static final int LONGEST_TEXT = 16_383;

    private static final String URGENT = "urgent";
    private static final String STANDARD = "standard";
    private static final Set<String> LEVELS = Set.of(URGENT, "important", STANDARD);

    private MattermostMessage() {}

    static List<ChannelRequest> of(MattermostSettings settings, NotificationContent content) {
        String url = settings.webhookUrl().reveal().strip();
        if (url.isEmpty()) {
            throw new UnsendableException("webhook url missing");
        }
        String text = content.text(settings.text());
        boolean own = !settings.attachments().isEmpty();
        List<Map<String, Object>> attachments = own
                ? settings.attachments().stream()
                        .map(attachment -> attachment(attachment, content.text(attachment.text()), content))
                        .toList()
                : List.of(attachment(settings.attachment(), text, content));
        String card = content.text(settings.card());
        var message = new JsonFields()
                .withUnlessEmpty("text", own ? TextLimit.runes(text, LONGEST_TEXT) : "")
                .withUnlessEmpty("channel", content.text(settings.channel()))
                .withUnlessEmpty("username", content.text(settings.username()))
                .withUnlessEmpty("icon_url", content.text(settings.iconUrl()))
                .withUnlessEmpty("icon_emoji", content.text(settings.iconEmoji()))
                .with("attachments", attachments)
                .withUnlessEmpty("type", content.text(settings.type()))
                .withUnlessEmpty("props", card.isEmpty() ? Map.of() : Map.of("card", card))
                .withUnlessEmpty(
                        "priority",
                        settings.priority()
                                .map(priority -> priority(priority, content))
                                .orElse(Map.of()));
        return List.of(ChannelRequest.post(url, message.json()));
    }

    private static Map<String, Object> attachment(
            MattermostAttachment attachment, String text, NotificationContent content) {
        return new JsonFields()
                .withUnlessEmpty("fallback", content.text(attachment.fallback()))
                .withUnlessEmpty("color", content.text(attachment.color()))
                .withUnlessEmpty("pretext", content.text(attachment.pretext()))
                .withUnlessEmpty("text", text)
                .withUnlessEmpty("author_name", content.text(attachment.author().name()))
                .withUnlessEmpty("author_link", content.text(attachment.author().link()))
                .withUnlessEmpty("author_icon", content.text(attachment.author().icon()))
                .withUnlessEmpty("title", content.text(attachment.title()))
                .withUnlessEmpty("title_link", content.text(attachment.titleLink()))
                .withUnlessEmpty(
                        "fields",
                        attachment.fields().stream()
                                .map(field -> field(field, content))
                                .toList())
                .withUnlessEmpty("thumb_url", content.text(attachment.thumbUrl()))
                .withUnlessEmpty("footer", content.text(attachment.footer()))
                .withUnlessEmpty("footer_icon", content.text(attachment.footerIcon()))
                .withUnlessEmpty("image_url", content.text(attachment.imageUrl()))
                .asMap();
    }

    private static Map<String, Object> field(MattermostAttachment.Field field, NotificationContent content) {
        var fields = new JsonFields()
                .withUnlessEmpty("title", content.text(field.title()))
                .withUnlessEmpty("value", content.text(field.value()));
        field.isShort().ifPresent(isShort -> fields.with("short", isShort));
        return fields.asMap();
    }

    /** Mattermost refuses a level that it does not know, and what a level does not allow. */
    private static Map<String, Object> priority(Priority priority, NotificationContent content) {
        String asked = content.text(priority.level()).toLowerCase(Locale.ROOT);
        String level = LEVELS.contains(asked) ? asked : STANDARD;
        return new JsonFields()
                .with("priority", level)
                .withUnlessEmpty("requested_ack", priority.asksForAcknowledgement() && !level.equals(STANDARD))
                .withUnlessEmpty(
                        "persistent_notifications", priority.repeatsUntilAcknowledged() && level.equals(URGENT))
                .asMap();
    }
}
