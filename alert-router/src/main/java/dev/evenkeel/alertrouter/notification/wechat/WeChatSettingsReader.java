package dev.evenkeel.alertrouter.notification.wechat;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.template.format.GoQuoting;

/** Reads {@code wechat_configs}. */
public final class WeChatSettingsReader {

    private WeChatSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("wechat_configs", entry -> read(entry, global));
    }

    private static WeChatSettings read(Fields entry, GlobalSettings global) {
        return new WeChatSettings(
                entry.url("api_url").orElse(global.wechat().url()),
                entry.requireSecret(
                        entry.secret("api_secret").or(() -> global.wechat().secret()),
                        "no global Wechat Api Secret set either inline or in a file"),
                entry.requireText(
                        entry.text("corp_id").or(() -> global.wechat().corpId()), "no global Wechat CorpID set"),
                HttpSettingsReader.of(entry, global.http()),
                template(entry, "message"),
                messageType(entry),
                template(entry, "agent_id"),
                template(entry, "to_user"),
                template(entry, "to_party"),
                template(entry, "to_tag"),
                entry.sendResolved(false));
    }

    private static String template(Fields entry, String field) {
        return entry.text(field, "{{ template \"wechat.default." + field + "\" . }}");
    }

    private static String messageType(Fields entry) {
        String type = entry.text("message_type").orElse("text");
        if (!type.equals("text") && !type.equals("markdown")) {
            entry.reject(
                    "weChat message type " + GoQuoting.quote(type) + " does not match valid options ^(text|markdown)$");
        }
        return type;
    }
}
