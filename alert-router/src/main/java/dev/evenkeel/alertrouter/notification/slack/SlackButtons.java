package dev.evenkeel.alertrouter.notification.slack;

import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.NotificationContent;

/** What stands under a message of a bot for people to press; given by whoever is called back when they do. */
public interface SlackButtons {

    /**
     * The attachment with the buttons, as Slack wants it; none if there are no buttons to offer. Answers at once and never
     * fails.
     */
    List<Map<String, Object>> under(NotificationContent content);
}
