package dev.evenkeel.alertrouter.notification.incidentio;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code incidentio_configs}.
 *
 * @param url where to, perhaps in a file
 * @param http with the alert source's token
 * @param maxAlerts how many alerts a request carries at most; 0 for all
 */
public record IncidentIoSettings(Secret url, HttpSettings http, int maxAlerts, Duration timeout, boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "incidentio";
    }
}
