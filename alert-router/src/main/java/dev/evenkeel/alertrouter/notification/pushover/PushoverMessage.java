package dev.evenkeel.alertrouter.notification.pushover;

import java.util.LinkedHashMap;
import java.util.List;

import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.UrlText;
import dev.evenkeel.alertrouter.notification.pushover.PushoverSettings.Format;

/** A notification as a form, which keeps key and token out of the URL. */
final class PushoverMessage {

    /** In characters, as Pushover documents them. */
    static final int LONGEST_TITLE = 250;

    static final int LONGEST_MESSAGE = 1024;
    static final int LONGEST_URL = 512;

    // an empty message is refused
    private static final String NOTHING_TO_SAY = "(no details)";

    private PushoverMessage() {}

    static List<ChannelRequest> of(String url, PushoverSettings settings, NotificationContent content) {
        var form = new LinkedHashMap<String, String>();
        form.put("token", content.text(settings.token().reveal().strip()));
        form.put("user", content.text(settings.userKey().reveal().strip()));
        form.put("title", TextLimit.runes(content.text(settings.title()), LONGEST_TITLE));
        form.put("message", message(settings, content));
        switch (settings.format()) {
            case HTML -> form.put("html", "1");
            case MONOSPACE -> form.put("monospace", "1");
            case PLAIN -> {}
        }
        form.put("url", TextLimit.runes(content.text(settings.url()), LONGEST_URL));
        form.put("url_title", content.text(settings.urlTitle()));
        form.put("priority", content.text(settings.priority()));
        form.put("retry", String.valueOf(settings.retry().toSeconds()));
        form.put("expire", String.valueOf(settings.expire().toSeconds()));
        form.put("device", content.text(settings.device()));
        form.put("sound", content.text(settings.sound()));
        if (settings.timeToLive().toSeconds() > 0) {
            form.put("ttl", String.valueOf(settings.timeToLive().toSeconds()));
        }
        return List.of(ChannelRequest.post(url, UrlText.FORM, UrlText.form(form)));
    }

    private static String message(PushoverSettings settings, NotificationContent content) {
        String whole =
                settings.format() == Format.HTML ? content.html(settings.message()) : content.text(settings.message());
        String message = TextLimit.runes(whole, LONGEST_MESSAGE).strip();
        return message.isEmpty() ? NOTHING_TO_SAY : message;
    }
}
