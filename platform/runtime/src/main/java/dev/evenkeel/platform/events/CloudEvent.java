package dev.evenkeel.platform.events;

import java.time.Instant;
import java.util.Objects;

/**
 * An event as CloudEvents 1.0 describes it, with the attributes that Evenkeel uses. The data is JSON text; {@code null}
 * stands for an event without data.
 *
 * @param id unique within {@code source}; together they identify the event, and receivers drop repeats by them
 * @param source who says it, for our own services {@code /evenkeel/<service>}
 * @param type what happened, for our own events {@code dev.evenkeel.<area>.<what>.v<n>}
 * @param subject the thing it is about; events of one subject are delivered in the order in which they were written
 * @param time when it happened
 * @param data JSON text, or {@code null}
 */
public record CloudEvent(String id, String source, String type, String subject, Instant time, String data) {

    public CloudEvent {
        requireText(id, "id");
        requireText(source, "source");
        requireText(type, "type");
        requireText(subject, "subject");
        Objects.requireNonNull(time, "time");
    }

    private static void requireText(String value, String attribute) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("A CloudEvent needs a non-empty " + attribute);
        }
    }
}
