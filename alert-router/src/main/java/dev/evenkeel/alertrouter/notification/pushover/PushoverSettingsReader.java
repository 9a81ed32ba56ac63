package dev.evenkeel.alertrouter.notification.pushover;

import java.time.Duration;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.pushover.PushoverSettings.Format;

/** Reads {@code pushover_configs}. */
public final class PushoverSettingsReader {

    // an emergency as long as anything fires
    private static final String USUAL_PRIORITY = "{{ if eq .Status \"firing\" }}2{{ else }}0{{ end }}";
    private static final Duration USUAL_RETRY = Duration.ofMinutes(1);
    private static final Duration USUAL_EXPIRE = Duration.ofHours(1);

    private PushoverSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("pushover_configs", entry -> read(entry, global));
    }

    private static PushoverSettings read(Fields entry, GlobalSettings global) {
        return new PushoverSettings(
                entry.requireSecret(entry.secret("user_key"), "one of user_key or user_key_file must be configured"),
                entry.requireSecret(entry.secret("token"), "one of token or token_file must be configured"),
                HttpSettingsReader.of(entry, global.http()),
                template(entry, "title"),
                template(entry, "message"),
                format(entry),
                template(entry, "url"),
                entry.text("url_title", ""),
                entry.text("device", ""),
                entry.text("sound", ""),
                entry.text("priority", USUAL_PRIORITY),
                entry.goDuration("retry", USUAL_RETRY),
                entry.goDuration("expire", USUAL_EXPIRE),
                entry.goDuration("ttl", Duration.ZERO),
                entry.sendResolved(true));
    }

    private static String template(Fields entry, String field) {
        return entry.text(field, "{{ template \"pushover.default." + field + "\" . }}");
    }

    private static Format format(Fields entry) {
        boolean html = entry.flag("html", false);
        boolean monospace = entry.flag("monospace", false);
        if (html && monospace) {
            entry.reject("at most one of monospace & html must be configured");
        }
        return html ? Format.HTML : monospace ? Format.MONOSPACE : Format.PLAIN;
    }
}
