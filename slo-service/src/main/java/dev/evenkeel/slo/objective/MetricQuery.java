package dev.evenkeel.slo.objective;

/**
 * What to ask a source for.
 *
 * @param source the name of the data source
 * @param expression PromQL; for a scraped source a selector, since there is nobody to evaluate more
 */
public record MetricQuery(String source, String expression) {}
