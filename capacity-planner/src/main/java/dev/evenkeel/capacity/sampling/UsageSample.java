package dev.evenkeel.capacity.sampling;

import java.time.Instant;

/**
 * How much of a resource was used, and how much there was.
 *
 * @param at the slot it was taken for
 * @param limit above 0
 */
public record UsageSample(String resource, Instant at, double usage, double limit) {}
