package dev.evenkeel.platform.events.outbox;

import java.util.List;
import java.util.Objects;

/**
 * Somebody who wants events.
 *
 * @param name as configured; deliveries are kept under it, so that another address does not lose them
 * @param types an event matches if one of them matches; not empty
 */
public record Subscriber(String name, List<TypePattern> types) {

    public Subscriber {
        Objects.requireNonNull(name, "name");
        types = List.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("Subscriber " + name + " wants no event types");
        }
    }

    public boolean wants(String type) {
        return types.stream().anyMatch(pattern -> pattern.matches(type));
    }
}
