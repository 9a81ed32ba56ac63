package dev.evenkeel.alertrouter.template.value;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value that a template can hold, pass and print. Immutable, and equal by content. */
public sealed interface Value {

    GoType type();

    /** Not even a nil: what looking up a missing thing gives; printed as {@code <no value>}. */
    record None() implements Value {
        private static final None VALUE = new None();

        @Override
        public GoType type() {
            return GoType.ANY;
        }
    }

    /** An interface that holds nothing. */
    record Nil() implements Value {
        private static final Nil VALUE = new Nil();

        @Override
        public GoType type() {
            return GoType.ANY;
        }
    }

    record Bool(boolean value) implements Value {
        private static final Bool TRUE = new Bool(true);
        private static final Bool FALSE = new Bool(false);

        @Override
        public GoType type() {
            return GoType.BOOL;
        }
    }

    /** A whole number: an int, a byte, a duration in nanoseconds, a month. */
    record Int(long value, GoType type) implements Value {}

    record Decimal(double value) implements Value {
        @Override
        public GoType type() {
            return GoType.FLOAT64;
        }
    }

    /** A string; bytes that are no UTF-8 are kept as {@link GoText} says. */
    record Text(String text, GoType type) implements Value {}

    /**
     * A moment and where it is shown.
     *
     * @param moment by the clocks of the location
     */
    record Time(ZonedDateTime moment, Location location) implements Value {

        /** The moment that stands for none. */
        public static final Time ZERO = new Time(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

        public Time(ZonedDateTime moment) {
            this(moment, Location.of(moment.getZone()));
        }

        /** The same moment as it is shown elsewhere. */
        public Time in(Location other) {
            return new Time(moment.withZoneSameInstant(other.zone()), other);
        }

        @Override
        public GoType type() {
            return GoType.TIME;
        }
    }

    /**
     * Where a time is shown.
     *
     * @param name empty if nothing is known but an offset
     * @param isLocal whether it is where the program runs
     */
    record Location(ZoneId zone, String name, boolean isLocal) implements Value {

        public static final Location UTC = of(ZoneOffset.UTC);

        public static Location of(ZoneId zone) {
            return new Location(zone, name(zone), false);
        }

        /** Where the program runs, given its zone. */
        public static Location local(ZoneId zone) {
            return new Location(zone, name(zone), true);
        }

        private static String name(ZoneId zone) {
            return !(zone instanceof ZoneOffset) ? zone.getId() : zone.equals(ZoneOffset.UTC) ? "UTC" : "";
        }

        @Override
        public GoType type() {
            return GoType.LOCATION;
        }
    }

    record Slice(List<Value> elements, GoType type) implements Value {
        public Slice {
            elements = Collections.unmodifiableList(elements);
        }
    }

    /** In order of the keys, which is how Go walks and prints a map. */
    record Mapping(Map<String, Value> entries, GoType type) implements Value {
        public Mapping {
            var sorted = new TreeMap<String, Value>(GoText.BY_BYTES);
            sorted.putAll(entries);
            entries = Collections.unmodifiableMap(sorted);
        }
    }

    /** A struct with its fields in order. */
    record Struct(Map<String, Value> fields, GoType type) implements Value {
        public Struct {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** @param values in the order of the type's fields */
        public static Struct of(GoType type, List<Value> values) {
            var fields = new LinkedHashMap<String, Value>();
            for (int i = 0; i < values.size(); i++) {
                fields.put(type.fields().get(i).name(), values.get(i));
            }
            return new Struct(fields, type);
        }
    }

    static Value none() {
        return None.VALUE;
    }

    static Value nil() {
        return Nil.VALUE;
    }

    static Value bool(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    static Value integer(long value) {
        return new Int(value, GoType.INT);
    }

    static Value text(String text) {
        return new Text(text, GoType.STRING);
    }

    /** @param type a slice of strings */
    static Slice texts(List<String> texts, GoType type) {
        var elements = new ArrayList<Value>(texts.size());
        texts.forEach(text -> elements.add(text(text)));
        return new Slice(elements, type);
    }

    /** Labels or annotations. */
    static Mapping kv(Map<String, String> texts) {
        var entries = new LinkedHashMap<String, Value>();
        texts.forEach((name, text) -> entries.put(name, text(text)));
        return new Mapping(entries, GoType.KV);
    }

    /** Whether there is nothing: neither a value nor an interface that holds one. */
    default boolean isNothing() {
        return this instanceof None || this instanceof Nil;
    }

    /** What an {@code if} makes of it: false for zero, nothing and the empty; a struct is always true. */
    default boolean isTrue() {
        return switch (this) {
            case None _, Nil _ -> false;
            case Bool bool -> bool.value();
            case Int number -> number.value() != 0;
            case Decimal number -> number.value() != 0;
            case Text text -> !text.text().isEmpty();
            case Slice slice -> !slice.elements().isEmpty();
            case Mapping mapping -> !mapping.entries().isEmpty();
            case Time _, Location _, Struct _ -> true;
        };
    }
}
