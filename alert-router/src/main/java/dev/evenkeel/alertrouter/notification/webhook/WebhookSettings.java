package dev.evenkeel.alertrouter.notification.webhook;

import java.time.Duration;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code webhook_configs}.
 *
 * @param url where to, a template; secret since it often carries a token
 * @param maxAlerts how many alerts a request carries at most; 0 for all
 * @param timeout how long a request may take; zero if that is not configured
 * @param payload what is sent in place of Alertmanager's document: a tree of plain values whose texts are templates
 */
public record WebhookSettings(
        Secret url, HttpSettings http, int maxAlerts, Duration timeout, Optional<Object> payload, boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "webhook";
    }
}
