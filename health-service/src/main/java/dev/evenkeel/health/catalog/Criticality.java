package dev.evenkeel.health.catalog;

/** How much it matters to the users of the system that a component works. */
public enum Criticality {
    /** Without it the system as a whole is down. */
    CRITICAL,
    /** Without it users miss something important. */
    HIGH,
    /** Without it users may notice. */
    MEDIUM,
    /** Without it nobody but its owner notices. */
    LOW
}
