package dev.evenkeel.alertrouter.notification.discord;

import java.util.List;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/** A notification as a message with one embed, whose colour says whether anything fires. */
final class DiscordMessage {

    /** In characters, as Discord documents them. */
    static final int LONGEST_CONTENT = 2000;

    static final int LONGEST_TITLE = 256;
    static final int LONGEST_DESCRIPTION = 4096;

    static final int RED = 0x992D22;
    static final int GREEN = 0x2ECC71;

    private DiscordMessage() {}

    static List<ChannelRequest> of(DiscordSettings settings, NotificationContent content) {
        var embed = new JsonFields()
                .with("title", TextLimit.runes(content.text(settings.title()), LONGEST_TITLE))
                .with("description", TextLimit.runes(content.text(settings.message()), LONGEST_DESCRIPTION))
                .with("color", content.isResolved() ? GREEN : RED);
        var message = new JsonFields()
                .with("content", TextLimit.runes(content.text(settings.content()), LONGEST_CONTENT))
                .with("embeds", List.of(embed.asMap()))
                .withUnlessEmpty("username", settings.username())
                .withUnlessEmpty("avatar_url", settings.avatarUrl());
        return List.of(ChannelRequest.post(settings.webhookUrl().reveal().strip(), message.json()));
    }
}
