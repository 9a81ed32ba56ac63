package dev.evenkeel.health.state;

import java.time.Instant;

/**
 * That a component is no longer in the state in which it was.
 *
 * @param component its name
 * @param from the state before
 * @param to the state now, with since when and why
 * @param detectedAt when it was found out, at or after {@code to.since()}
 */
public record StateChange(String component, State from, ComponentState to, Instant detectedAt) {}
