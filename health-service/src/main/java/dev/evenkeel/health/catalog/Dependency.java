package dev.evenkeel.health.catalog;

/**
 * That a component needs another one.
 *
 * @param component the name of the one that is needed
 * @param strength whether the dependent can work without it
 */
public record Dependency(String component, Strength strength) {

    /** What becomes of the dependent when the dependency is down. */
    public enum Strength {
        /** The dependent is down as well. */
        HARD,
        /** The dependent goes on, with less: old data, a missing feature. */
        SOFT
    }
}
