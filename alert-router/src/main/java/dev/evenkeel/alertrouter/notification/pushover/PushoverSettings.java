package dev.evenkeel.alertrouter.notification.pushover;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code pushover_configs}; texts, key and token are templates.
 *
 * @param retry after which a telephone rings again until its owner acknowledges, in emergencies
 * @param expire after which it stops ringing
 * @param timeToLive after which the message vanishes; zero for never
 */
public record PushoverSettings(
        Secret userKey,
        Secret token,
        HttpSettings http,
        String title,
        String message,
        Format format,
        String url,
        String urlTitle,
        String device,
        String sound,
        String priority,
        Duration retry,
        Duration expire,
        Duration timeToLive,
        boolean sendResolved)
        implements HttpChannelSettings {

    /** What the message is written in. */
    public enum Format {
        PLAIN,
        HTML,
        MONOSPACE
    }

    @Override
    public String kind() {
        return "pushover";
    }
}
