package dev.evenkeel.alertrouter.notification.msteams;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundProxies;

/** Reads {@code msteamsv2_configs} and {@code msteams_configs}. */
public final class TeamsSettingsReader {

    private TeamsSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("msteamsv2_configs", entry -> read(entry, global));
    }

    public static ChannelReader ofConnector(GlobalSettings global) {
        return new ChannelReader("msteams_configs", entry -> readConnector(entry, global));
    }

    private static TeamsSettings read(Fields entry, GlobalSettings global) {
        return new TeamsSettings(
                webhookUrl(entry),
                withUsualProxies(HttpSettingsReader.of(entry, global.http()), global),
                entry.text("title", "{{ template \"msteamsv2.default.title\" . }}"),
                entry.text("text", "{{ template \"msteamsv2.default.text\" . }}"),
                entry.sendResolved(true));
    }

    private static TeamsConnectorSettings readConnector(Fields entry, GlobalSettings global) {
        return new TeamsConnectorSettings(
                webhookUrl(entry),
                HttpSettingsReader.of(entry, global.http()),
                entry.text("title", "{{ template \"msteams.default.title\" . }}"),
                entry.text("summary", "{{ template \"msteams.default.summary\" . }}"),
                entry.text("text", "{{ template \"msteams.default.text\" . }}"),
                entry.sendResolved(true));
    }

    /** Here alone an {@code http_config} that names no proxy leaves the one of {@code global} in force. */
    private static HttpSettings withUsualProxies(HttpSettings http, GlobalSettings global) {
        return http.proxies().equals(OutboundProxies.NONE)
                ? http.withProxies(global.http().proxies())
                : http;
    }

    private static Secret webhookUrl(Fields entry) {
        return entry.requireSecret(
                entry.secretUrl("webhook_url"), "one of webhook_url or webhook_url_file must be configured");
    }
}
