package dev.evenkeel.alertrouter.notification.global;

import java.time.Duration;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings.Api;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings.RocketChat;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings.Slack;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings.Smtp;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings.WeChat;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.alertrouter.notification.http.TlsSettingsReader;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code global}; what is left out is as Alertmanager has it. */
public final class GlobalSettingsReader {

    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LONGEST_RESOLVE_TIMEOUT = Duration.ofDays(365);

    private GlobalSettingsReader() {}

    public static GlobalSettings read(Fields global) {
        return new GlobalSettings(
                resolveTimeout(global),
                HttpSettingsReader.of(global, HttpSettings.DEFAULT),
                smtp(global),
                slack(global),
                global.url("pagerduty_url").orElse("https://events.pagerduty.com/v2/enqueue"),
                api(global, "opsgenie_api_url", "https://api.opsgenie.com/", "opsgenie_api_key"),
                api(
                        global,
                        "victorops_api_url",
                        "https://alert.victorops.com/integrations/generic/20131114/alert/",
                        "victorops_api_key"),
                api(global, "telegram_api_url", "https://api.telegram.org", "telegram_bot_token"),
                weChat(global),
                rocketChat(global),
                global.url("webex_api_url").orElse("https://webexapis.com/v1/messages"),
                global.url("jira_api_url"),
                global.secretUrl("mattermost_webhook_url"));
    }

    private static Duration resolveTimeout(Fields global) {
        return global.node("resolve_timeout")
                .map(node -> node.duration(Duration.ofMillis(1), LONGEST_RESOLVE_TIMEOUT))
                .orElse(RESOLVE_TIMEOUT);
    }

    private static Api api(Fields global, String urlField, String usualUrl, String secretField) {
        return new Api(global.url(urlField).orElse(usualUrl), global.secret(secretField));
    }

    private static Smtp smtp(Fields global) {
        return new Smtp(
                hostAndPort(global, "smtp_smarthost"),
                global.text("smtp_from"),
                global.text("smtp_hello", "localhost"),
                global.text("smtp_auth_username"),
                global.secret("smtp_auth_password"),
                global.secret("smtp_auth_secret"),
                global.text("smtp_auth_identity"),
                global.flag("smtp_require_tls", true),
                global.flag("smtp_force_implicit_tls"),
                global.within("smtp_tls_config", TlsSettingsReader::read).orElse(TlsSettings.SYSTEM));
    }

    /** A field such as {@code mail.example:587}. */
    public static Optional<String> hostAndPort(Fields fields, String field) {
        Optional<String> address = fields.text(field);
        Optional<ConfigNode> node = fields.node(field);
        address.ifPresent(text -> {
            int colon = text.lastIndexOf(':');
            if (colon < 0 || colon < text.lastIndexOf(']')) {
                node.orElseThrow().reject("address " + text + ": missing port in address");
            } else if (colon == text.length() - 1) {
                node.orElseThrow().reject("address \"" + text + "\": port cannot be empty");
            } else if (!text.substring(colon + 1).matches("[0-9]{1,5}")) {
                node.orElseThrow().reject("address \"" + text + "\": port must be a number");
            }
        });
        return address;
    }

    private static Slack slack(Fields global) {
        Optional<Secret> token = global.secret("slack_app_token");
        Optional<Secret> webhookUrl = global.secretUrl("slack_api_url");
        String appUrl = global.url("slack_app_url").orElse("https://slack.com/api/chat.postMessage");
        // the same address for both is how bots were configured before there was a field for their token
        boolean same = webhookUrl
                .filter(url -> url instanceof Secret.Literal(String text) && text.equals(appUrl))
                .isPresent();
        if (token.isPresent() && webhookUrl.isPresent() && !same) {
            global.reject(
                    "at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file must be"
                            + " configured");
        }
        return new Slack(webhookUrl, token, appUrl);
    }

    private static WeChat weChat(Fields global) {
        return new WeChat(
                global.url("wechat_api_url").orElse("https://qyapi.weixin.qq.com/cgi-bin/"),
                global.secret("wechat_api_secret"),
                global.text("wechat_api_corp_id"));
    }

    private static RocketChat rocketChat(Fields global) {
        return new RocketChat(
                global.url("rocketchat_api_url").orElse("https://open.rocket.chat/"),
                global.secret("rocketchat_token"),
                global.secret("rocketchat_token_id"));
    }
}
