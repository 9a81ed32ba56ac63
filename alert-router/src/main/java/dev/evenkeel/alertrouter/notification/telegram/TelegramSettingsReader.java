package dev.evenkeel.alertrouter.notification.telegram;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code telegram_configs}. */
public final class TelegramSettingsReader {

    private static final List<String> PARSE_MODES = List.of("", "Markdown", "MarkdownV2", "HTML");

    private TelegramSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("telegram_configs", entry -> read(entry, global));
    }

    private static TelegramSettings read(Fields entry, GlobalSettings global) {
        String parseMode = entry.text("parse_mode", "HTML");
        if (!PARSE_MODES.contains(parseMode)) {
            entry.reject("unknown parse_mode on telegram_config, must be Markdown, MarkdownV2, HTML or empty string");
        }
        return new TelegramSettings(
                entry.url("api_url").orElse(global.telegram().url()),
                entry.requireSecret(
                        entry.secret("bot_token").or(() -> global.telegram().secret()),
                        "missing bot_token or bot_token_file on telegram_config"),
                HttpSettingsReader.of(entry, global.http()),
                chatId(entry),
                entry.integer("message_thread_id", 0, Integer.MAX_VALUE, 0),
                entry.text("message", "{{ template \"telegram.default.message\" . }}"),
                entry.flag("disable_notifications", false),
                parseMode,
                entry.sendResolved(true));
    }

    private static Secret chatId(Fields entry) {
        Optional<Secret> written = entry.node("chat_id")
                .map(node -> node.parsed(Long::parseLong, 0L))
                .filter(id -> id != 0)
                .map(id -> Secret.literal(id.toString()));
        return entry.requireSecret(
                entry.atMostOne("chat_id", "chat_id_file", written, entry.file("chat_id_file")),
                "missing chat_id or chat_id_file on telegram_config");
    }
}
