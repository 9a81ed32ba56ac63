package dev.evenkeel.alertrouter.notification.wechat;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;

/** A notification as an application's message, and asking for the token that it needs. */
final class WeChatMessage {

    private WeChatMessage() {}

    static ChannelRequest tokenRequest(WeChatSettings settings, NotificationContent content) {
        var query = new LinkedHashMap<String, String>();
        query.put("corpid", content.text(settings.corpId()));
        query.put("corpsecret", content.text(settings.secret().reveal().strip()));
        return ChannelRequest.get(UrlText.withQuery(UrlText.below(settings.url(), "gettoken"), query));
    }

    static ChannelRequest of(WeChatSettings settings, NotificationContent content, String token) {
        String url = UrlText.withQuery(UrlText.below(settings.url(), "message/send"), Map.of("access_token", token));
        String message = content.text(settings.message());
        boolean markdown = settings.messageType().equals("markdown");
        return ChannelRequest.post(
                url,
                new JsonFields()
                        .with("text", Map.of("content", markdown ? "" : message))
                        .withUnlessEmpty("touser", content.text(settings.toUser()))
                        .withUnlessEmpty("toparty", content.text(settings.toParty()))
                        .withUnlessEmpty("totag", content.text(settings.toTag()))
                        .withUnlessEmpty("agentid", content.text(settings.agentId()))
                        .with("safe", "0")
                        .with("msgtype", settings.messageType())
                        .with("markdown", Map.of("content", markdown ? message : ""))
                        .json());
    }
}
