package dev.evenkeel.platform.events.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.InvalidEventException.Defect;

/**
 * Reads and writes events in the three content modes of CloudEvents 1.0.2: binary (attributes in headers, data as the
 * body), structured ({@value #STRUCTURED}) and batched ({@value #BATCH}). HTTP and Kafka differ in the prefix of a
 * header and in whether its value is percent-encoded.
 *
 * <p>Every method that reads throws {@link InvalidEventException} with all defects found.
 */
public enum EventFormat {
    /** HTTP protocol binding: headers {@code ce-…}, percent-encoded. */
    HTTP("ce-", true),
    /** Kafka protocol binding: record headers {@code ce_…}, plain UTF-8. */
    KAFKA("ce_", false);

    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";
    public static final String CONTENT_TYPE = "content-type";

    /** A batch of more events is refused: a sender that has more sends more batches. */
    public static final int MAX_BATCH = 1000;

    private final String prefix;
    private final boolean percentEncoded;

    EventFormat(String prefix, boolean percentEncoded) {
        this.prefix = prefix;
        this.percentEncoded = percentEncoded;
    }

    /**
     * Reads what was received, in whichever content mode it is.
     *
     * @param headers by name, in any case
     * @param body may be empty
     * @param received the time of an event that has none
     * @return one event, or as many as the batch holds
     */
    public List<CloudEvent> read(Map<String, String> headers, byte[] body, Instant received) {
        Map<String, String> lowerCase = new TreeMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        String contentType = lowerCase.getOrDefault(CONTENT_TYPE, "");
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (mediaType.startsWith("application/cloudevents")) {
            if (!EventAttributes.isJson(contentType)) {
                throw new InvalidEventException(
                        "header:Content-Type", "is an event format that is not spoken here", STRUCTURED + ", " + BATCH);
            }
            return switch (mediaType) {
                case STRUCTURED -> List.of(EventsJson.readOne(text(body), received));
                case BATCH -> EventsJson.readBatch(text(body), MAX_BATCH, received);
                default ->
                    throw new InvalidEventException(
                            "header:Content-Type",
                            "is an event format that is not spoken here",
                            STRUCTURED + ", " + BATCH);
            };
        }
        return List.of(readBinary(lowerCase, body, received));
    }

    /** The headers of the binary content mode; {@code content-type} only if there is data. */
    public Map<String, String> headers(CloudEvent event) {
        Map<String, String> headers = new TreeMap<>();
        EventAttributes.write(event).forEach((name, value) -> {
            if (name.equals("datacontenttype")) {
                headers.put(CONTENT_TYPE, value);
            } else {
                headers.put(prefix + name, percentEncoded ? HeaderEncoding.encode(value) : value);
            }
        });
        return headers;
    }

    /** The event as {@value #STRUCTURED}. */
    public static String structured(CloudEvent event) {
        return EventsJson.write(event);
    }

    /** The events as {@value #BATCH}. */
    public static String batch(List<CloudEvent> events) {
        return EventsJson.write(events);
    }

    /** @throws InvalidEventException unless the event has no data or data that is one JSON value */
    public static void requireJsonData(CloudEvent event) {
        if (event.data() != null) {
            EventsJson.requireJson(event.data(), "data");
        }
    }

    private CloudEvent readBinary(Map<String, String> headers, byte[] body, Instant received) {
        Map<String, String> attributes = new TreeMap<>();
        List<Defect> defects = new ArrayList<>();
        headers.forEach((header, value) -> {
            if (header.equals(prefix + "datacontenttype")) {
                defects.add(new Defect("header:" + header, "is not sent in this content mode", "Content-Type"));
            } else if (header.startsWith(prefix)) {
                try {
                    String name = header.substring(prefix.length());
                    attributes.put(name, percentEncoded ? HeaderEncoding.decode(value) : value);
                } catch (IllegalArgumentException e) {
                    defects.add(new Defect("header:" + header, e.getMessage(), "percent-encoded UTF-8"));
                }
            }
        });
        if (!defects.isEmpty()) {
            throw new InvalidEventException(defects);
        }
        if (attributes.isEmpty()) {
            throw new InvalidEventException(
                    "header:Content-Type",
                    "announces no event, and no header begins with " + prefix,
                    "%s, %s, or the headers %sspecversion, %<sid, %<ssource and %<stype with JSON data"
                            .formatted(STRUCTURED, BATCH, prefix));
        }
        if (body.length > 0 && headers.containsKey(CONTENT_TYPE)) {
            attributes.put("datacontenttype", headers.get(CONTENT_TYPE));
        }
        UnaryOperator<String> where =
                name -> name.equals("datacontenttype") ? "header:Content-Type" : "header:" + prefix + name;
        CloudEvent event = EventAttributes.read(attributes, where, null, received);
        return body.length == 0 ? event : withData(event, body);
    }

    private static CloudEvent withData(CloudEvent event, byte[] body) {
        String data = text(body);
        EventsJson.requireJson(data, "/");
        return new CloudEvent(
                event.id(), event.source(), event.type(), event.subject(), event.time(), data, event.extensions());
    }

    private static String text(byte[] body) {
        try {
            return HeaderEncoding.utf8(body);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException("/", e.getMessage(), "UTF-8");
        }
    }

    /** A header of a Kafka record as text. */
    public static String headerText(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
