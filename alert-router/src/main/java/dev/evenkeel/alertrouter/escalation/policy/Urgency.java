package dev.evenkeel.alertrouter.escalation.policy;

import java.util.Locale;

/** How much somebody is to be bothered; it follows from an incident's severity. */
public enum Urgency {
    LOW,
    HIGH;

    /** As it is written in configuration and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
