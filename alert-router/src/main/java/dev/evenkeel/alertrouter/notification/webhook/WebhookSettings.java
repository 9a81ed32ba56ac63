package dev.evenkeel.alertrouter.notification.webhook;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.ChannelSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code webhook_configs}.
 *
 * @param url where to, secret since it often carries a token
 * @param authorization what the request shows to be let in
 * @param maxAlerts how many alerts a request carries at most; 0 for all
 * @param timeout how long an attempt may take; zero for as long as any attempt may
 */
public record WebhookSettings(
        Secret url, WebhookAuthorization authorization, int maxAlerts, Duration timeout, boolean sendResolved)
        implements ChannelSettings {

    @Override
    public String kind() {
        return "webhook";
    }
}
