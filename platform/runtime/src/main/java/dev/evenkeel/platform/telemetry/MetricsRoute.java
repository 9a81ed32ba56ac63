package dev.evenkeel.platform.telemetry;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Metrics, where Prometheus looks by default and where Quarkus has them. Quarkus' own handler gives a real Prometheus,
 * whose {@code Accept} header names both formats, the one without exemplars.
 */
@Singleton
@SuppressWarnings(
        "deprecation") // Quarkus 3.32 has Micrometer's registry for the older Prometheus client, which is this.
public class MetricsRoute {

    /** After the caller is known (a deployment may shut metrics), before Quarkus' own route. */
    private static final int AFTER_SECURITY = -1;

    private final PrometheusMeterRegistry registry;

    MetricsRoute(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    void stand(@Observes Router router) {
        router.get("/metrics").order(AFTER_SECURITY).handler(this::answer);
        router.get("/q/metrics").order(AFTER_SECURITY).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        ExpositionFormat format = ExpositionFormat.preferredBy(context.request().getHeader(HttpHeaders.ACCEPT));
        // Gauges call into code of others: not on the event loop.
        context.vertx()
                .executeBlocking(() -> scrape(format), false)
                .onSuccess(metrics -> send(context, format, metrics))
                .onFailure(context::fail);
    }

    private String scrape(ExpositionFormat format) {
        String metrics = registry.scrape(format.contentType());
        return switch (format) {
            case TEXT -> TrailingCommas.removeFrom(metrics);
            case OPEN_METRICS -> MisplacedExemplars.removeFrom(metrics);
        };
    }

    private static void send(RoutingContext context, ExpositionFormat format, String metrics) {
        HttpServerResponse response = context.response();
        // Quarkus marks every answer as not to be compressed until somebody takes the mark away.
        response.headers().remove(HttpHeaders.CONTENT_ENCODING);
        response.headers().set(HttpHeaders.CONTENT_TYPE, format.contentType());
        response.end(metrics);
    }
}
