package dev.evenkeel.alertrouter.notification.webex;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Posts to Webex. */
@Singleton
class WebexNotifier extends HttpNotifier<WebexSettings> {

    WebexNotifier(ChannelHttp http, ContentService contents) {
        super(WebexSettings.class, RetryRule.COMMON, WebexMessage::of, http, contents);
    }
}
