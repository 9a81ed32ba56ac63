package dev.evenkeel.alertrouter.notification.discord;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Posts to Discord. */
@Singleton
class DiscordNotifier extends HttpNotifier<DiscordSettings> {

    DiscordNotifier(ChannelHttp http, ContentService contents) {
        super(DiscordSettings.class, RetryRule.COMMON, DiscordMessage::of, http, contents);
    }
}
