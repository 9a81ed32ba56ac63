package dev.evenkeel.capacity.forecast;

/**
 * The next values of a series, one per step. All numbers are finite, and lower &le; median &le; upper.
 *
 * @param method the name of the method that was chosen
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of these are made in a calculation and none is compared
public record Projection(String method, double[] median, double[] lower, double[] upper) {}
