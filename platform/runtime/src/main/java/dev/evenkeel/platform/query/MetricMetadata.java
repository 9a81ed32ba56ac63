package dev.evenkeel.platform.query;

/**
 * What is known of a metric.
 *
 * @param type as in OpenMetrics: {@code counter}, {@code gauge}, {@code histogram}, {@code summary} or {@code unknown}
 * @param help one sentence
 * @param unit the base unit, such as {@code seconds}; empty if there is none
 */
public record MetricMetadata(String type, String help, String unit) {}
