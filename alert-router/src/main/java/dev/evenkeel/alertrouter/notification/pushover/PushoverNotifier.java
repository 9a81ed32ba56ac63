package dev.evenkeel.alertrouter.notification.pushover;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Sends to Pushover, whose address no {@code alertmanager.yml} can change. */
@Singleton
class PushoverNotifier extends HttpNotifier<PushoverSettings> {

    PushoverNotifier(
            @ConfigProperty(
                            name = "evenkeel.alerts.pushover-url",
                            defaultValue = "https://api.pushover.net/1/messages.json")
                    String url,
            ChannelHttp http,
            ContentService contents) {
        super(
                PushoverSettings.class,
                RetryRule.COMMON,
                (settings, content) -> PushoverMessage.of(url, settings, content),
                http,
                contents);
    }
}
