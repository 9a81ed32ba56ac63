package dev.evenkeel.alertrouter.notification.mattermost;

import java.util.List;
import java.util.Optional;

/** A block of a message; texts are templates. */
public record MattermostAttachment(
        String fallback,
        String color,
        String pretext,
        String text,
        Author author,
        String title,
        String titleLink,
        List<Field> fields,
        String thumbUrl,
        String footer,
        String footerIcon,
        String imageUrl) {

    public record Author(String name, String link, String icon) {}

    /** @param isShort whether another may stand beside it */
    public record Field(String title, String value, Optional<Boolean> isShort) {}
}
