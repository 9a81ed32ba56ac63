package dev.evenkeel.alertrouter.notification.msteams;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Posts adaptive cards to Microsoft Teams. */
@Singleton
class TeamsNotifier extends HttpNotifier<TeamsSettings> {

    TeamsNotifier(ChannelHttp http, ContentService contents) {
        super(TeamsSettings.class, RetryRule.COMMON, TeamsMessage::of, http, contents);
    }
}
