package dev.evenkeel.alertrouter.notification;

import java.util.List;
import java.util.UUID;

/**
 * Something that is told to a channel and is about no group of alerts: a report, say. Whoever makes one keeps its parts
 * within what channels take; {@link AnnouncementNotifier}s cut what is longer all the same.
 *
 * @param id the same for every attempt, so that a receiver can drop a repeat
 * @param receiver the receiver's name
 * @param subject one line
 * @param text plain
 * @param html a whole document
 * @param markdown the text as paragraphs in Slack's markup, with what people wrote escaped already
 * @param json the same for programs
 */
public record Announcement(
        UUID id, String receiver, String subject, String text, String html, List<String> markdown, String json) {

    public Announcement {
        markdown = List.copyOf(markdown);
    }
}
