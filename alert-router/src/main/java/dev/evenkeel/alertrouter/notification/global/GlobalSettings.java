package dev.evenkeel.alertrouter.notification.global;

import java.time.Duration;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * What holds for every receiver that does not say otherwise.
 *
 * @param resolveTimeout after which an alert whose report named no end is taken for resolved
 * @param http how requests are made
 * @param jiraUrl has no default
 * @param telegram the secret is the bot's token
 * @param mattermostUrl has no default
 */
public record GlobalSettings(
        Duration resolveTimeout,
        HttpSettings http,
        Smtp smtp,
        Slack slack,
        String pagerdutyUrl,
        Api opsgenie,
        Api victorops,
        Api telegram,
        WeChat wechat,
        RocketChat rocketchat,
        String webexUrl,
        Optional<String> jiraUrl,
        Optional<Secret> mattermostUrl) {

    /** A service with an address and a secret. */
    public record Api(String url, Optional<Secret> secret) {}

    /**
     * How mail is sent.
     *
     * @param smarthost {@code host:port}
     * @param password for PLAIN and LOGIN
     * @param secret for CRAM-MD5
     * @param implicitTls empty for implied by the port
     */
    public record Smtp(
            Optional<String> smarthost,
            Optional<String> from,
            String hello,
            Optional<String> username,
            Optional<Secret> password,
            Optional<Secret> secret,
            Optional<String> identity,
            boolean requireTls,
            Optional<Boolean> implicitTls,
            TlsSettings tls) {}

    /**
     * Slack's two ways in.
     *
     * @param webhookUrl of an incoming webhook
     * @param appToken of a bot
     * @param appUrl where a bot posts
     */
    public record Slack(Optional<Secret> webhookUrl, Optional<Secret> appToken, String appUrl) {}

    /** WeChat's corporation, besides address and secret. */
    public record WeChat(String url, Optional<Secret> secret, Optional<String> corpId) {}

    /** Rocket.Chat's user, by token and id. */
    public record RocketChat(String url, Optional<Secret> token, Optional<Secret> tokenId) {}
}
