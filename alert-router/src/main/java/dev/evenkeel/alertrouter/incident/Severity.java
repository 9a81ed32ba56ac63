package dev.evenkeel.alertrouter.incident;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** How bad it is; the words that teams put into the label {@code severity} are many, the grades are few. */
public enum Severity {
    NONE,
    INFO,
    WARNING,
    CRITICAL;

    /** @param label the value of the label, empty if there is none; a word we do not know counts as a warning */
    public static Severity of(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "" -> NONE;
            case "info", "information", "informational", "notice", "low", "debug", "none", "p4", "p5" -> INFO;
            case "critical", "crit", "page", "emergency", "fatal", "disaster", "high", "sev1", "p1" -> CRITICAL;
            default -> WARNING;
        };
    }

    /** The worst of them, {@link #NONE} if there is none. */
    public static Severity worst(Collection<Severity> severities) {
        return severities.stream().max(Comparator.naturalOrder()).orElse(NONE);
    }

    /** As it is written in answers and events. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
