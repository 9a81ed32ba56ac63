package dev.evenkeel.platform.prometheus;

import java.time.Duration;

/** Where measurements come from, by the name that a configuration gives it. */
public sealed interface DataSource {

    String name();

    /** From one look at the source to the next. */
    Duration interval();

    /** A metrics endpoint that we scrape ourselves. */
    record Scraped(String name, ScrapeTarget target) implements DataSource {

        @Override
        public Duration interval() {
            return target.interval();
        }
    }

    /** A server that speaks the Prometheus HTTP API. */
    record Prometheus(String name, PrometheusServer server, Duration interval) implements DataSource {}
}
