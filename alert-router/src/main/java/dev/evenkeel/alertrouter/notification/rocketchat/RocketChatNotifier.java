package dev.evenkeel.alertrouter.notification.rocketchat;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;

/** Posts to Rocket.Chat. */
@Singleton
class RocketChatNotifier extends HttpNotifier<RocketChatSettings> {

    RocketChatNotifier(ChannelHttp http, ContentService contents) {
        super(RocketChatSettings.class, RocketChatAnswer::judge, RocketChatMessage::of, http, contents);
    }
}
