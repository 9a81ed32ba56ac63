package dev.evenkeel.alertrouter.notification.discord;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;

/** Reads {@code discord_configs}. */
public final class DiscordSettingsReader {

    private DiscordSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("discord_configs", entry -> read(entry, global));
    }

    private static DiscordSettings read(Fields entry, GlobalSettings global) {
        return new DiscordSettings(
                entry.requireSecret(
                        entry.secretUrl("webhook_url"), "one of webhook_url or webhook_url_file must be configured"),
                HttpSettingsReader.of(entry, global.http()),
                entry.text("content", ""),
                entry.text("title", "{{ template \"discord.default.title\" . }}"),
                entry.text("message", "{{ template \"discord.default.message\" . }}"),
                entry.text("username", ""),
                entry.text("avatar_url", ""),
                entry.sendResolved(true));
    }
}
