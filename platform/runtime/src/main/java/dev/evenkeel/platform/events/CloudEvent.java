package dev.evenkeel.platform.events;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An event as CloudEvents 1.0 describes it, with the attributes that Evenkeel uses. The data is JSON text; {@code null}
 * stands for an event without data. The limits on lengths keep every event storable and addressable by an index; they
 * are counted in UTF-16 units.
 *
 * @param id unique within {@code source}, at most 256 characters; together they identify the event, and receivers drop
 *     repeats by them
 * @param source who says it, a URI reference of at most 512 characters, for our own services {@code /evenkeel/<service>}
 * @param type what happened, at most 256 characters, for our own events {@code dev.evenkeel.<area>.<what>.v<n>}
 * @param subject the thing it is about, at most 512 characters; events of one subject are delivered in the order in
 *     which they were written
 * @param time when it happened; kept to the microsecond
 * @param data JSON text, or {@code null}
 * @param extensions further attributes in their string form by name (lower-case letters and digits): {@code dataschema}
 *     and extensions such as {@code traceparent}
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String data,
        Map<String, String> extensions) {

    public static final int MAX_ID = 256;
    public static final int MAX_SOURCE = 512;
    public static final int MAX_TYPE = 256;
    public static final int MAX_SUBJECT = 512;

    public CloudEvent {
        requireText(id, "id", MAX_ID);
        requireText(source, "source", MAX_SOURCE);
        requireText(type, "type", MAX_TYPE);
        requireText(subject, "subject", MAX_SUBJECT);
        Objects.requireNonNull(time, "time");
        extensions = Collections.unmodifiableMap(new TreeMap<>(extensions));
    }

    /** An event without extensions. */
    public CloudEvent(String id, String source, String type, String subject, Instant time, String data) {
        this(id, source, type, subject, time, data, Map.of());
    }

    /** The same event with one more extension, or with another value for it. */
    public CloudEvent withExtension(String name, String value) {
        Map<String, String> more = new TreeMap<>(extensions);
        more.put(name, value);
        return new CloudEvent(id, source, type, subject, time, data, more);
    }

    private static void requireText(String value, String attribute, int limit) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("A CloudEvent needs a non-empty " + attribute);
        }
        if (value.length() > limit) {
            throw new IllegalArgumentException("The %s of a CloudEvent has at most %d characters, this one has %d"
                    .formatted(attribute, limit, value.length()));
        }
    }
}
