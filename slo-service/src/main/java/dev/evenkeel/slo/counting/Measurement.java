package dev.evenkeel.slo.counting;

import java.time.Instant;
import java.util.Map;

import dev.evenkeel.slo.objective.MetricQuery;

/**
 * One look at a source.
 *
 * @param at when
 * @param values what each query showed, by series
 */
record Measurement(Instant at, Map<MetricQuery, Map<String, Double>> values) {

    Map<String, Double> of(MetricQuery query) {
        return values.getOrDefault(query, Map.of());
    }
}
