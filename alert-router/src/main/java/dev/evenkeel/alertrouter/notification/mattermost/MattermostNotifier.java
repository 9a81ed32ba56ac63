package dev.evenkeel.alertrouter.notification.mattermost;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Posts to Mattermost. */
@Singleton
class MattermostNotifier extends HttpNotifier<MattermostSettings> {

    MattermostNotifier(ChannelHttp http, ContentService contents) {
        super(MattermostSettings.class, RetryRule.COMMON, MattermostMessage::of, http, contents);
    }
}
