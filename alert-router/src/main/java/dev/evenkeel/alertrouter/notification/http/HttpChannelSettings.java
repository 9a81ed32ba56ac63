package dev.evenkeel.alertrouter.notification.http;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.ChannelSettings;

/** Settings of a channel that speaks HTTP. */
public interface HttpChannelSettings extends ChannelSettings {

    HttpSettings http();

    /** How long a request may take by the configuration; zero if it does not say. */
    default Duration timeout() {
        return Duration.ZERO;
    }

    @Override
    default AttemptTime attemptTime() {
        return AttemptTime.of(timeout());
    }
}
