package dev.evenkeel.alertrouter.notification.pagerduty;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code pagerduty_configs}; texts are templates.
 *
 * @param key of the service in version 1, of the routing in version 2
 * @param url of version 2; that of version 1 is fixed
 * @param details trees of plain values by name
 * @param timeout how long a request may take; zero if that is not configured
 */
public record PagerDutySettings(
        Version version,
        Secret key,
        HttpSettings http,
        String url,
        String client,
        String clientUrl,
        String description,
        Map<String, Object> details,
        List<Image> images,
        List<Link> links,
        Origin origin,
        Duration timeout,
        boolean sendResolved)
        implements HttpChannelSettings {

    /** Of PagerDuty's events API. */
    public enum Version {
        V1,
        V2
    }

    /** A picture, with a link if it has one. */
    public record Image(String src, String alt, String href) {}

    public record Link(String href, String text) {}

    /** What the event comes from, and how bad it is; version 2 only. */
    public record Origin(String source, String severity, String eventClass, String component, String group) {}

    @Override
    public String kind() {
        return "pagerduty";
    }
}
