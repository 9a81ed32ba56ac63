package dev.evenkeel.alertrouter.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people are told about an alert: texts by name, in order of the names. Unlike a label an annotation may be empty.
 * Immutable.
 *
 * <p>They mostly pass through on their way to the database, so they may be known by the JSON in which they are kept there
 * alone, and are read from it only if somebody wants to know what they say.
 */
public final class Annotations {

    private static final Annotations NONE = of(Map.of());

    // of those that are known by their JSON: whether names are acceptable is asked of each alert. Null for others
    private final List<String> names;
    // at least one of the two is known; what is made of the other is the same whoever makes it
    private volatile SortedMap<String, String> texts;
    private volatile Utf8Text json;

    private Annotations(List<String> names, SortedMap<String, String> texts, Utf8Text json) {
        this.names = names;
        this.texts = texts;
        this.json = json;
    }

    public static Annotations none() {
        return NONE;
    }

    public static Annotations of(Map<String, String> texts) {
        return new Annotations(null, sorted(texts), null);
    }

    /**
     * Those of a JSON object of texts.
     *
     * @param names all of its names
     * @param json as {@link JsonText#addObject} writes it: without white space, in order of the names, each once. It is kept,
     *     with the array it is a part of, for as long as these annotations are
     */
    public static Annotations ofJson(List<String> names, Utf8Text json) {
        return new Annotations(List.copyOf(names), null, json);
    }

    public Collection<String> names() {
        return names == null ? asMap().keySet() : names;
    }

    private static SortedMap<String, String> sorted(Map<String, String> texts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** In order of the names. */
    public Map<String, String> asMap() {
        SortedMap<String, String> known = texts;
        if (known == null) {
            known = sorted(TextMapJson.read(json.toString()));
            texts = known;
        }
        return known;
    }

    /** The text of an annotation, empty if there is none. */
    public String get(String name) {
        return asMap().getOrDefault(name, "");
    }

    /** A JSON object of texts, in order of the names. */
    public Utf8Text json() {
        Utf8Text known = json;
        if (known == null) {
            known = Utf8Text.of(TextMapJson.write(asMap()));
            json = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Annotations that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
