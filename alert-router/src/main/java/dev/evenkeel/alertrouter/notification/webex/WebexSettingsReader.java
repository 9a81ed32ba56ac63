package dev.evenkeel.alertrouter.notification.webex;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;

/** Reads {@code webex_configs}. */
public final class WebexSettingsReader {

    private WebexSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("webex_configs", entry -> read(entry, global));
    }

    private static WebexSettings read(Fields entry, GlobalSettings global) {
        // a token from above does not count, since it would be sent to every receiver
        HttpSettings http = HttpSettingsReader.of(entry, HttpSettings.DEFAULT);
        if (!http.hasToken()) {
            entry.reject("missing webex_configs.http_config.authorization");
        }
        return new WebexSettings(
                entry.url("api_url").orElse(global.webexUrl()),
                http,
                entry.requireText(entry.text("room_id"), "missing room_id on webex_config"),
                entry.text("message", "{{ template \"webex.default.message\" . }}"),
                entry.sendResolved(true));
    }
}
