package dev.evenkeel.alertrouter.notification.slack;

import java.util.List;
import java.util.Optional;

/**
 * The block of a message that says what it is about; texts are templates.
 *
 * @param markdownIn the parts in which Slack is to understand its markup
 */
public record SlackAttachment(
        String title,
        String titleLink,
        String pretext,
        String text,
        String fallback,
        String callbackId,
        String imageUrl,
        String thumbUrl,
        String footer,
        String color,
        List<String> markdownIn,
        List<Field> fields,
        List<Action> actions) {

    /** @param isShort whether another may stand beside it */
    public record Field(String title, String value, boolean isShort) {}

    /** A button: one with a link, or one with a name and a value that Slack tells to its application. */
    public record Action(
            String type,
            String text,
            String url,
            String style,
            String name,
            String value,
            Optional<Confirmation> confirmation) {}

    /** What is asked before an action is done. */
    public record Confirmation(String text, String title, String okText, String dismissText) {}
}
