package dev.evenkeel.alertrouter.notification.telegram;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code telegram_configs}.
 *
 * @param token of the bot
 * @param chatId a number, which may be in a file
 * @param threadId of a topic within the chat; 0 for none
 * @param message a template
 * @param silently whether telephones keep quiet
 * @param parseMode {@code HTML}, {@code Markdown}, {@code MarkdownV2}, or empty for plain text
 */
public record TelegramSettings(
        String url,
        Secret token,
        HttpSettings http,
        Secret chatId,
        int threadId,
        String message,
        boolean silently,
        String parseMode,
        boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "telegram";
    }
}
