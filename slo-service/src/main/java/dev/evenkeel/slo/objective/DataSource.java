package dev.evenkeel.slo.objective;

import java.time.Duration;

import dev.evenkeel.platform.prometheus.PrometheusServer;
import dev.evenkeel.platform.prometheus.ScrapeTarget;

/** Where measurements come from. */
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
