package dev.evenkeel.alertrouter.notification.http;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.ChannelSettings;

/** Settings of a channel that speaks HTTP. */
public interface HttpChannelSettings extends ChannelSettings {

    HttpSettings http();

    /** How long an attempt may take; zero for as long as any attempt may. */
    default Duration timeout() {
        return Duration.ZERO;
    }
}
