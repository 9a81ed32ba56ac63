package dev.evenkeel.alertrouter.notification.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.slack.SlackAttachment.Action;
import dev.evenkeel.alertrouter.notification.slack.SlackAttachment.Confirmation;

/** A notification for Slack. */
final class SlackMessage {

    static final int LONGEST_TITLE = 1024;

    /** Slack's limits on blocks of a message and on the text of one (Block Kit reference). */
    private static final int MOST_BLOCKS = 50;

    /** What the API's address ends in. */
    private static final String POST = "/chat.postMessage";

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3000;

    /**
     * A message that was posted.
     *
     * @param channel its id, which is not its name
     * @param timestamp by which Slack knows the message
     */
    record Posted(String channel, String timestamp) {}

    private SlackMessage() {}

    /**
     * @param before the message to change; empty to post a new one
     * @param buttons what stands under it if a bot posts it: a webhook belongs to nobody who could be called back
     */
    static ChannelRequest of(
            SlackSettings settings,
            NotificationContent content,
            Optional<Posted> before,
            List<Map<String, Object>> buttons) {
        String url = settings.url().reveal().strip();
        List<Map<String, Object>> attachments = new ArrayList<>();
        attachments.add(attachment(settings.attachment(), content));
        if (url.endsWith(POST)) {
            attachments.addAll(buttons);
        }
        var message = new JsonFields()
                .withUnlessEmpty("channel", before.map(Posted::channel).orElseGet(() -> channel(settings, content)))
                .withUnlessEmpty("ts", before.map(Posted::timestamp).orElse(""))
                .withUnlessEmpty("username", content.text(settings.username()))
                .withUnlessEmpty("icon_emoji", content.text(settings.iconEmoji()))
                .withUnlessEmpty("icon_url", content.text(settings.iconUrl()))
                .withUnlessEmpty("link_names", settings.linkNames())
                .withUnlessEmpty("text", content.text(settings.text()))
                .with("attachments", attachments);
        return ChannelRequest.post(
                before.isEmpty() ? url : url.replaceFirst(POST + "$", "/chat.update"), message.json());
    }

    /**
     * A message of blocks, about no alerts.
     *
     * @param text gives what a template says
     */
    static ChannelRequest of(SlackSettings settings, Announcement announcement, UnaryOperator<String> text) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(block("header", "plain_text", TextLimit.runes(announcement.subject(), LONGEST_HEADER)));
        announcement.markdown().stream()
                .limit(MOST_BLOCKS - 1L)
                .forEach(paragraph ->
                        blocks.add(block("section", "mrkdwn", TextLimit.runes(paragraph, LONGEST_SECTION))));
        var message = new JsonFields()
                .withUnlessEmpty("channel", text.apply(settings.channel()))
                .withUnlessEmpty("username", text.apply(settings.username()))
                .withUnlessEmpty("icon_emoji", text.apply(settings.iconEmoji()))
                .withUnlessEmpty("icon_url", text.apply(settings.iconUrl()))
                .with("text", announcement.subject())
                .with("blocks", blocks);
        return ChannelRequest.post(settings.url().reveal().strip(), message.json());
    }

    private static Map<String, Object> block(String type, String textType, String text) {
        return new JsonFields()
                .with("type", type)
                .with(
                        "text",
                        new JsonFields()
                                .with("type", textType)
                                .with("text", text)
                                .asMap())
                .asMap();
    }

    static String channel(SlackSettings settings, NotificationContent content) {
        return content.text(settings.channel());
    }

    private static Map<String, Object> attachment(SlackAttachment attachment, NotificationContent content) {
        return new JsonFields()
                .withUnlessEmpty("title", TextLimit.runes(content.text(attachment.title()), LONGEST_TITLE))
                .withUnlessEmpty("title_link", content.text(attachment.titleLink()))
                .withUnlessEmpty("pretext", content.text(attachment.pretext()))
                .with("text", content.text(attachment.text()))
                .with("fallback", content.text(attachment.fallback()))
                .with("callback_id", content.text(attachment.callbackId()))
                .withUnlessEmpty(
                        "fields",
                        attachment.fields().stream()
                                .map(field -> new JsonFields()
                                        .with("title", content.text(field.title()))
                                        .with("value", content.text(field.value()))
                                        .with("short", field.isShort())
                                        .asMap())
                                .toList())
                .withUnlessEmpty(
                        "actions",
                        attachment.actions().stream()
                                .map(action -> action(action, content))
                                .toList())
                .withUnlessEmpty("image_url", content.text(attachment.imageUrl()))
                .withUnlessEmpty("thumb_url", content.text(attachment.thumbUrl()))
                .with("footer", content.text(attachment.footer()))
                .withUnlessEmpty("color", content.text(attachment.color()))
                .withUnlessEmpty("mrkdwn_in", attachment.markdownIn())
                .asMap();
    }

    private static Map<String, Object> action(Action action, NotificationContent content) {
        return new JsonFields()
                .withUnlessEmpty("type", content.text(action.type()))
                .withUnlessEmpty("text", content.text(action.text()))
                .withUnlessEmpty("url", content.text(action.url()))
                .withUnlessEmpty("style", content.text(action.style()))
                .withUnlessEmpty("name", content.text(action.name()))
                .withUnlessEmpty("value", content.text(action.value()))
                .withUnlessEmpty(
                        "confirm",
                        action.confirmation()
                                .map(confirmation -> confirmation(confirmation, content))
                                .orElse(null))
                .asMap();
    }

    private static Map<String, Object> confirmation(Confirmation confirmation, NotificationContent content) {
        return new JsonFields()
                .withUnlessEmpty("text", content.text(confirmation.text()))
                .withUnlessEmpty("title", content.text(confirmation.title()))
                .withUnlessEmpty("ok_text", content.text(confirmation.okText()))
                .withUnlessEmpty("dismiss_text", content.text(confirmation.dismissText()))
                .asMap();
    }
}
