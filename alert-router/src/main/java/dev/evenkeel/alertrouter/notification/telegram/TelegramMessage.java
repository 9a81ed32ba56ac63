package dev.evenkeel.alertrouter.notification.telegram;

import java.util.List;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;

/** A notification as a call of the bot API's {@code sendMessage}. */
final class TelegramMessage {

    /** In characters. */
    static final int LONGEST_MESSAGE = 4096;

    // HTML that is cut somewhere is no HTML, and Telegram would refuse it
    static final String TOO_LONG = "This notification is longer than Telegram takes (4096 characters)."
            + " Have the template of its message say less.";

    private TelegramMessage() {}

    static List<ChannelRequest> of(TelegramSettings settings, NotificationContent content) {
        String url =
                UrlText.below(settings.url(), "bot" + settings.token().reveal().strip() + "/sendMessage");
        var message = new JsonFields()
                .with("chat_id", settings.chatId().reveal().strip())
                .with("text", text(settings, content))
                .with("disable_web_page_preview", "true")
                .withUnlessEmpty("disable_notification", settings.silently() ? "true" : "")
                .withUnlessEmpty("parse_mode", settings.parseMode())
                .withUnlessEmpty(
                        "message_thread_id", settings.threadId() == 0 ? "" : String.valueOf(settings.threadId()));
        return List.of(ChannelRequest.post(url, message.json()));
    }

    private static String text(TelegramSettings settings, NotificationContent content) {
        if (!settings.parseMode().equals("HTML")) {
            return TextLimit.runes(content.text(settings.message()), LONGEST_MESSAGE);
        }
        String html = content.html(settings.message());
        return html.codePointCount(0, html.length()) <= LONGEST_MESSAGE ? html : TOO_LONG;
    }
}
