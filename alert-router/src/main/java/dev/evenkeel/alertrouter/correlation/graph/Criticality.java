package dev.evenkeel.alertrouter.correlation.graph;

import java.util.Locale;

/** How much depends on a component, as whoever runs it has said. */
public enum Criticality {
    /** Nobody has said. */
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** @param text as health-service writes it; what is none of its words is not known */
    static Criticality of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "critical" -> CRITICAL;
            case "high" -> HIGH;
            case "medium" -> MEDIUM;
            case "low" -> LOW;
            default -> UNKNOWN;
        };
    }

    /** As health-service writes it; empty if it is not known. */
    public String text() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT);
    }
}
