package dev.evenkeel.alertrouter.template;

/**
 * A template to try.
 *
 * @param text the template; it may call all that is defined
 * @param type {@code text}, which is the default, or {@code html}
 * @param data what it is about; nothing at all if it is left out
 */
public record RenderRequest(String text, String type, NotificationDataRequest data) {}
