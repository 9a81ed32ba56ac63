package dev.evenkeel.capacity.resource;

/** How much of a resource there is. */
public sealed interface Limit {

    /** Always the same. */
    record Constant(double value) implements Limit {}

    /** What the resource's source says, which may change with time. */
    record Queried(String expression) implements Limit {}
}
