package dev.evenkeel.platform.events.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.InvalidEventException.Defect;

/**
 * The context attributes of CloudEvents 1.0 in their string form, whatever carried them: it says which make an event and
 * which do not (<a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>,
 * "Context Attributes" and "Type System").
 *
 * <p>Two optional attributes get a value where the sender gave none, because Evenkeel orders by the one and reports the
 * other: {@code subject} becomes the source, {@code time} the moment of receipt. Data must be JSON.
 */
final class EventAttributes {

    static final String SPEC_VERSION = "1.0";

    private static final int MAX_EXTENSION_NAME = 40;
    private static final int MAX_EXTENSION_VALUE = 4096;
    private static final OffsetDateTime FIRST_TIME = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime LAST_TIME = OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC);

    private final Map<String, String> attributes;
    private final UnaryOperator<String> where;
    private final List<Defect> defects = new ArrayList<>();

    private EventAttributes(Map<String, String> attributes, UnaryOperator<String> where) {
        this.attributes = new TreeMap<>(attributes);
        this.where = where;
    }

    /**
     * Makes the event.
     *
     * @param attributes string form by attribute name, {@code specversion} and {@code datacontenttype} included
     * @param where names the place of an attribute for the sender, such as {@code header:ce-id}
     * @param data JSON text, known to be well formed, or {@code null}
     * @param received the time of an event that has none
     * @throws InvalidEventException with every defect
     */
    static CloudEvent read(Map<String, String> attributes, UnaryOperator<String> where, String data, Instant received) {
        return new EventAttributes(attributes, where).toEvent(data, received);
    }

    /** The attributes of an event in their string form; {@code datacontenttype} only if the event has data. */
    static Map<String, String> write(CloudEvent event) {
        Map<String, String> attributes = new TreeMap<>(event.extensions());
        attributes.put("specversion", SPEC_VERSION);
        attributes.put("id", event.id());
        attributes.put("source", event.source());
        attributes.put("type", event.type());
        attributes.put("subject", event.subject());
        attributes.put("time", event.time().toString());
        if (event.data() != null) {
            attributes.put("datacontenttype", "application/json");
        }
        return attributes;
    }

    /** Whether a media type says JSON: {@code application/json}, {@code text/json} or a {@code +json} suffix, UTF-8. */
    static boolean isJson(String mediaType) {
        String[] parts = mediaType.toLowerCase(Locale.ROOT).split(";", -1);
        String name = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return name.equals("application/json") || name.equals("text/json") || name.endsWith("+json");
    }

    private CloudEvent toEvent(String data, Instant received) {
        specVersion();
        String id = required("id", CloudEvent.MAX_ID);
        String source = required("source", CloudEvent.MAX_SOURCE);
        requireUriReference("source", source);
        String type = required("type", CloudEvent.MAX_TYPE);
        String subject = optional("subject", CloudEvent.MAX_SUBJECT);
        Instant time = time();
        contentType();
        Map<String, String> extensions = extensions();
        if (!defects.isEmpty()) {
            throw new InvalidEventException(defects);
        }
        return new CloudEvent(
                id, source, type, subject == null ? source : subject, time == null ? received : time, data, extensions);
    }

    private void specVersion() {
        String version = attributes.remove("specversion");
        if (version == null) {
            defect("specversion", "is missing", SPEC_VERSION);
        } else if (!version.equals(SPEC_VERSION)) {
            defect("specversion", "is not a version that is spoken here", SPEC_VERSION);
        }
    }

    private String required(String name, int limit) {
        if (!attributes.containsKey(name)) {
            defect(name, "is missing", "1 to %d characters".formatted(limit));
            return null;
        }
        return optional(name, limit);
    }

    private String optional(String name, int limit) {
        String value = attributes.remove(name);
        if (value == null) {
            return null;
        }
        if (value.isBlank() || value.length() > limit) {
            defect(name, "has %d characters that count".formatted(value.strip().length()), "1 to " + limit);
            return null;
        }
        requirePrintable(name, value);
        return value;
    }

    private void requireUriReference(String name, String value) {
        if (value == null) {
            return;
        }
        try {
            URI _ = new URI(value);
        } catch (URISyntaxException e) {
            defect(name, "is no URI reference: " + e.getReason(), "such as /evenkeel/health-service or https://…");
        }
    }

    private Instant time() {
        String value = attributes.remove("time");
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            if (time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)) {
                defect("time", "is out of range", "the years 0001 to 9999");
            }
            return time.toInstant();
        } catch (DateTimeParseException e) {
            defect("time", "is no RFC 3339 time", "such as 2026-11-21T02:34:06Z");
            return null;
        }
    }

    private void contentType() {
        String type = attributes.remove("datacontenttype");
        if (type != null && !isJson(type)) {
            defect("datacontenttype", "is not JSON in UTF-8", "application/json, or a type that ends in +json");
        }
    }

    private Map<String, String> extensions() {
        attributes.forEach((name, value) -> {
            if (!isName(name)) {
                defect(name, "is no attribute name", "1 to 40 lower-case letters and digits");
            }
            if (value.length() > MAX_EXTENSION_VALUE) {
                defect(name, "has %d characters".formatted(value.length()), "up to " + MAX_EXTENSION_VALUE);
            }
            requirePrintable(name, value);
        });
        return attributes;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_EXTENSION_NAME
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    /** The type system of CloudEvents leaves control characters, lone surrogates and non-characters out of strings. */
    private void requirePrintable(String name, String value) {
        boolean bad = value.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        || (c >= 0xFDD0 && c <= 0xFDEF)
                        || (c & 0xFFFE) == 0xFFFE);
        if (bad) {
            defect(name, "holds a control character or what is no Unicode character", "text");
        }
    }

    private void defect(String name, String what, String allowed) {
        defects.add(new Defect(where.apply(name), what, allowed));
    }
}
