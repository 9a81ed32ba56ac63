package dev.evenkeel.capacity.saturation;

import java.util.Locale;

/** How a resource is judged. */
public enum Phase {
    /** Too little is known yet. */
    UNKNOWN,
    FINE,
    /** It will be saturated soon. */
    PREDICTED,
    SATURATED;

    /** Whether others are to be told of it. */
    public boolean threatens() {
        return this == PREDICTED || this == SATURATED;
    }

    /** As in the API and in PostgreSQL. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase ofId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
