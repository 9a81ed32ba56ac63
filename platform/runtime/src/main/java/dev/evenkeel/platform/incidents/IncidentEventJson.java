package dev.evenkeel.platform.incidents;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.evenkeel.platform.incidents.Incident.Named;
import dev.evenkeel.platform.incidents.Incident.Status;

/** The data of the events {@code dev.evenkeel.alert.incident.*}; {@code docs/events.md} has the fields. */
final class IncidentEventJson {

    private static final int MOST_NAMED = 1000;
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private IncidentEventJson() {}

    /** @throws IllegalArgumentException if a field that is needed is missing or is no such thing; the message names it */
    static Incident read(String data) {
        JsonObject json = object(data);
        Status status = status(text(json, "status"));
        Optional<Instant> resolvedAt =
                Optional.ofNullable(json.getValue("resolvedAt")).map(present -> time(json, "resolvedAt"));
        if (resolvedAt.isPresent() != (status == Status.RESOLVED)) {
            throw new IllegalArgumentException("resolvedAt goes with the status 'resolved' and with no other");
        }
        return new Incident(
                id(text(json, "incidentId")),
                text(json, "title"),
                text(json, "severity"),
                status,
                integer(json, "firing"),
                time(json, "openedAt"),
                resolvedAt,
                text(json, "what"),
                integer(json, "version"),
                about(json.getValue("about")));
    }

    private static JsonObject object(String data) {
        try {
            if (data != null) {
                return new JsonObject(data);
            }
        } catch (DecodeException malformed) {
            throw new IllegalArgumentException("the data of an incident's event is a JSON object", malformed);
        }
        throw new IllegalArgumentException("an incident's event has data");
    }

    private static String text(JsonObject json, String field) {
        if (json.getValue(field) instanceof String text) {
            return storable(text);
        }
        throw new IllegalArgumentException("'" + field + "' is needed, a string");
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static int integer(JsonObject json, String field) {
        if (json.getValue(field) instanceof Integer number && number >= 0) {
            return number;
        }
        throw new IllegalArgumentException("'" + field + "' is needed, an integer from 0 on");
    }

    private static Instant time(JsonObject json, String field) {
        try {
            Instant time = Instant.parse(text(json, field));
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("'" + field + "' is a time such as 2026-11-21T02:34:10Z", malformed);
        }
        throw new IllegalArgumentException("'" + field + "' is a time of these millennia");
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("'incidentId' is a UUID", malformed);
        }
    }

    private static Status status(String text) {
        for (Status status : Status.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("'status' is one of open, acknowledged, resolved");
    }

    /** What is no label with an array of strings is left aside: a later version may say more here than we understand. */
    private static Set<Named> about(Object value) {
        Set<Named> about = new HashSet<>();
        if (value instanceof JsonObject labels) {
            for (var label : labels) {
                if (LABEL.matcher(label.getKey()).matches() && label.getValue() instanceof JsonArray values) {
                    values.stream()
                            .filter(String.class::isInstance)
                            .limit(MOST_NAMED)
                            .forEach(name -> about.add(new Named(label.getKey(), storable((String) name))));
                }
            }
        }
        return about;
    }
}
