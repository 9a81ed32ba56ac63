package dev.evenkeel.alertrouter.notification.incidentio;

import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpCredentials;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code incidentio_configs}. */
public final class IncidentIoSettingsReader {

    private IncidentIoSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("incidentio_configs", entry -> read(entry, global));
    }

    private static IncidentIoSettings read(Fields entry, GlobalSettings global) {
        Optional<Secret> url = entry.url("url").map(Secret::literal);
        return new IncidentIoSettings(
                entry.requireSecret(
                        entry.atMostOne("url", "url_file", url, entry.file("url_file")),
                        "one of url or url_file must be configured"),
                http(entry, global),
                entry.integer("max_alerts", 0, Integer.MAX_VALUE, 0),
                entry.timeout(),
                entry.sendResolved(true));
    }

    private static HttpSettings http(Fields entry, GlobalSettings global) {
        HttpSettings http = HttpSettingsReader.of(entry, global.http());
        Optional<Secret> token = entry.secret("alert_source_token");
        boolean own = entry.has("http_config");
        if (own && http.hasToken() && token.isPresent()) {
            entry.reject("cannot specify alert_source_token or alert_source_token_file when using"
                    + " http_config.authorization");
        }
        if (own && !http.hasToken() && token.isEmpty()) {
            entry.reject("at least one of alert_source_token, alert_source_token_file or http_config.authorization must"
                    + " be configured");
        }
        return token.map(secret -> http.withCredentials(new HttpCredentials.Token("Bearer", secret)))
                .orElse(http);
    }
}
