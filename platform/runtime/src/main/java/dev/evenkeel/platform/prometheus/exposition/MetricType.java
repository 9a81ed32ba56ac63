package dev.evenkeel.platform.prometheus.exposition;

import java.util.Locale;
import java.util.Optional;

/** The types of metric families that the two formats know; the text format calls {@link #UNKNOWN} "untyped". */
public enum MetricType {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    SUMMARY,
    INFO,
    STATESET,
    GAUGEHISTOGRAM,
    UNKNOWN;

    /** As it stands behind {@code # TYPE}. */
    static Optional<MetricType> named(String name, ExpositionFormat format) {
        return switch (name) {
            case "counter" -> Optional.of(COUNTER);
            case "gauge" -> Optional.of(GAUGE);
            case "histogram" -> Optional.of(HISTOGRAM);
            case "summary" -> Optional.of(SUMMARY);
            case "untyped" -> format == ExpositionFormat.PROMETHEUS_TEXT ? Optional.of(UNKNOWN) : Optional.empty();
            case "unknown" -> format == ExpositionFormat.OPENMETRICS ? Optional.of(UNKNOWN) : Optional.empty();
            case "info" -> format == ExpositionFormat.OPENMETRICS ? Optional.of(INFO) : Optional.empty();
            case "stateset" -> format == ExpositionFormat.OPENMETRICS ? Optional.of(STATESET) : Optional.empty();
            case "gaugehistogram" ->
                format == ExpositionFormat.OPENMETRICS ? Optional.of(GAUGEHISTOGRAM) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** As the Prometheus HTTP API names it. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
