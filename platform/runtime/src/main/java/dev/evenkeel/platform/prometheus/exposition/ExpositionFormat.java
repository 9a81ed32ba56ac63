package dev.evenkeel.platform.prometheus.exposition;

import java.util.Locale;
import java.util.Optional;

/** The formats that are understood. */
public enum ExpositionFormat {
    PROMETHEUS_TEXT,
    OPENMETRICS;

    /** What to send as Accept header, the richer format first. */
    public static final String ACCEPT =
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /** Chooses as Prometheus does: OpenMetrics if the Content-Type says so, otherwise the text format. */
    public static ExpositionFormat ofContentType(Optional<String> contentType) {
        return contentType
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("application/openmetrics-text"))
                .map(type -> OPENMETRICS)
                .orElse(PROMETHEUS_TEXT);
    }
}
