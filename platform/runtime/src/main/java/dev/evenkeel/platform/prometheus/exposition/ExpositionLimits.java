package dev.evenkeel.platform.prometheus.exposition;

/**
 * How much one exposition may hold; what exceeds a limit is an error as a whole, never a part taken for the whole.
 *
 * @param samples in all
 * @param labels of one sample, the metric's name not counted
 * @param lineBytes of one line
 */
public record ExpositionLimits(int samples, int labels, int lineBytes) {

    public static final ExpositionLimits USUAL = new ExpositionLimits(200_000, 128, 64 * 1024);
}
