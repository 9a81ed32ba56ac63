package dev.evenkeel.platform.query.promql;

import java.util.Locale;
import java.util.Optional;

/** The aggregation operators that are served. */
public enum Aggregator {
    SUM,
    AVG,
    MIN,
    MAX,
    COUNT,
    GROUP,
    STDDEV,
    STDVAR,
    TOPK,
    BOTTOMK,
    QUANTILE;

    /** Whether a scalar stands before the vector. */
    public boolean takesParameter() {
        return this == TOPK || this == BOTTOMK || this == QUANTILE;
    }

    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Aggregator> of(String name) {
        for (Aggregator aggregator : values()) {
            if (aggregator.name().equalsIgnoreCase(name)) {
                return Optional.of(aggregator);
            }
        }
        return Optional.empty();
    }
}
