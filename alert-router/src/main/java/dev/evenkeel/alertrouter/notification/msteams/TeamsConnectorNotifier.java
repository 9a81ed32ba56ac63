package dev.evenkeel.alertrouter.notification.msteams;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Posts message cards to Microsoft Teams. */
@Singleton
class TeamsConnectorNotifier extends HttpNotifier<TeamsConnectorSettings> {

    TeamsConnectorNotifier(ChannelHttp http, ContentService contents) {
        super(TeamsConnectorSettings.class, RetryRule.COMMON, TeamsConnectorMessage::of, http, contents);
    }
}
