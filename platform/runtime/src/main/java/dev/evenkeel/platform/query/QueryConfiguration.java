package dev.evenkeel.platform.query;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one query may use. */
@ConfigMapping(prefix = "evenkeel.query")
public interface QueryConfiguration {

    /** How long a query may take; a request may ask for less. */
    @WithDefault("30s")
    Duration timeout();

    /** How many samples a query may read and produce; a million need about 50 MB while it runs. */
    @WithDefault("1000000")
    @Min(1)
    int maxSamples();

    /** How many series all selectors of a query may find together. */
    @WithDefault("20000")
    @Min(1)
    int maxSeries();

    /** How many characters a query may have. */
    @WithDefault("16384")
    @Min(1)
    int maxQueryLength();
}
