package dev.evenkeel.health.state;

import java.util.Locale;

/** What is known of a component. */
public enum State {
    /** Not checked yet, or too little to say. */
    UNKNOWN,
    UP,
    DOWN;

    /** As it is written in JSON, events and the database: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the code is of no state */
    public static State ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
