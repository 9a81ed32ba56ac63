package dev.evenkeel.alertrouter.notification.telegram;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;

/** Posts to Telegram. */
@Singleton
class TelegramNotifier extends HttpNotifier<TelegramSettings> {

    TelegramNotifier(ChannelHttp http, ContentService contents) {
        super(TelegramSettings.class, TelegramAnswer::judge, TelegramMessage::of, http, contents);
    }
}
