package dev.evenkeel.platform.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.micrometer.runtime.export.exemplars.OpenTelemetryContextUnwrapper;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.web.RouteTemplate;

/**
 * Counts and times every request from the moment it is routed until its answer is on the wire, whoever answers it:
 * {@code http_request_duration_seconds} by method, route and status, and {@code http_requests_in_progress}.
 *
 * <p>A route is a template ({@code /api/v2/alerts/{id}}), never the path a client sent, and an unknown method is
 * {@code other}: nobody outside can make up label values. What matched nothing is {@code unmatched}; a connection that
 * went away before the answer has the status {@code aborted}. A duration carries the trace it belongs to as an exemplar.
 */
@Singleton
public class RequestMetrics {

    private static final Logger REQUESTS = Logger.getLogger("dev.evenkeel.requests");

    private static final int FIRST = Integer.MIN_VALUE;
    private static final String ABORTED = "aborted";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final OpenTelemetryContextUnwrapper traces;
    private final boolean logRequests;
    private final LongAdder inProgress = new LongAdder();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    private record Series(String method, String route, String status) {}

    RequestMetrics(
            MeterRegistry registry,
            OpenTelemetryContextUnwrapper traces,
            @ConfigProperty(name = "evenkeel.logging.requests") boolean logRequests) {
        this.registry = registry;
        this.traces = traces;
        this.logRequests = logRequests;
        Gauge.builder("http.requests.in.progress", inProgress, LongAdder::sum)
                .description("Requests that have not been answered yet")
                .register(registry);
    }

    /** Before the front door, so that what it turns away is counted too. */
    void stand(@Observes @Priority(10) Router router) {
        router.route().order(FIRST).handler(this::begin);
    }

    private void begin(RoutingContext context) {
        long start = System.nanoTime();
        inProgress.increment();
        context.addEndHandler(sent -> end(context, System.nanoTime() - start, sent.succeeded()));
        context.next();
    }

    private void end(RoutingContext context, long nanos, boolean sent) {
        inProgress.decrement();
        HttpServerRequest request = context.request();
        int code = context.response().getStatusCode();
        String status = sent ? Integer.toString(code) : ABORTED;
        String method =
                METHODS.contains(request.method().name()) ? request.method().name() : "other";
        Context vertx = ((HttpServerRequestInternal) request).context();
        String route = RouteTemplate.of(context);
        Timer timer = timers.computeIfAbsent(new Series(method, route, status), this::timer);
        traces.executeInContext(measured -> record(timer, measured), nanos, vertx);
        if (logRequests) {
            // never the path: an address may be a credential
            REQUESTS.infof("%s %s %s in %.1f ms", method, route, status, nanos / 1e6);
        }
    }

    private static Boolean record(Timer timer, long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
        return Boolean.TRUE;
    }

    private Timer timer(Series series) {
        return Timer.builder("http.request.duration")
                .description("From the routing of a request to the end of its answer")
                .tag("method", series.method())
                .tag("route", series.route())
                .tag("status", series.status())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
