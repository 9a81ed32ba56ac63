package dev.evenkeel.platform.telemetry;

import java.util.Locale;

/** The formats metrics can be read in. */
enum ExpositionFormat {
    /** Prometheus' text format: what people and old programs read. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0: the one that carries exemplars. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The format the reader would rather have (RFC 9110, section 12.5.1). Text if it does not care, or wants neither:
     * metrics in the wrong format are better than none.
     *
     * @param accept the {@code Accept} header; may be {@code null}
     */
    static ExpositionFormat preferredBy(String accept) {
        if (accept == null) {
            return TEXT;
        }
        double text = -1;
        double openMetrics = -1;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", 50)) {
            String[] parts = range.split(";", 10);
            String type = parts[0].trim();
            if (type.equals("application/openmetrics-text")) {
                openMetrics = Math.max(openMetrics, quality(parts));
            } else if (type.equals("text/plain") || type.equals("text/*")) {
                text = Math.max(text, quality(parts));
            }
        }
        return openMetrics > 0 && openMetrics >= text ? OPEN_METRICS : TEXT;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException malformed) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
