package dev.evenkeel.alertrouter.notification.wechat;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code wechat_configs}; texts but URL and type are templates.
 *
 * @param messageType {@code text} or {@code markdown}
 */
public record WeChatSettings(
        String url,
        Secret secret,
        String corpId,
        HttpSettings http,
        String message,
        String messageType,
        String agentId,
        String toUser,
        String toParty,
        String toTag,
        boolean sendResolved)
        implements HttpChannelSettings {

    @Override
    public String kind() {
        return "wechat";
    }
}
