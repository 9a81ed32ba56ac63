package dev.evenkeel.alertrouter.notification.content;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a JSON object in their order. */
public final class JsonFields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** @param value a text, number, boolean, map, list, or {@code null} */
    public JsonFields with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Leaves the field out if its value says nothing: {@code null}, an empty text, map or list, or {@code false}. */
    public JsonFields withUnlessEmpty(String name, Object value) {
        boolean empty = switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Collection<?> elements -> elements.isEmpty();
            case Map<?, ?> entries -> entries.isEmpty();
            case Boolean flag -> !flag;
            default -> false;
        };
        return empty ? this : with(name, value);
    }

    public Map<String, Object> asMap() {
        return fields;
    }

    /** As JSON text. */
    public String json() {
        return TreeJson.write(fields);
    }
}
