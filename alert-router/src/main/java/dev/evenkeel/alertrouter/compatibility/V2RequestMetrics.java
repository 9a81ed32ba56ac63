package dev.evenkeel.alertrouter.compatibility;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Requests to what Alertmanager has too, under its names: {@code alertmanager_http_request_duration_seconds} by handler,
 * method and code, {@code alertmanager_http_response_size_bytes} and {@code alertmanager_http_requests_in_flight}. The
 * platform measures all requests under names of its own.
 */
@Singleton
public class V2RequestMetrics {

    private static final int FIRST = Integer.MIN_VALUE;
    private static final String ONE_SILENCE = "/api/v2/silence/";
    private static final String GET = "get";

    /** Nobody outside can make up values of labels. */
    private static final Set<String> HANDLERS = Set.of(
            "/api/v2/alerts",
            "/api/v2/alerts/groups",
            "/api/v2/receivers",
            "/api/v2/silences",
            "/api/v2/status",
            "/-/healthy",
            "/-/ready",
            "/-/reload",
            "/metrics");

    private static final Set<String> METHODS =
            Set.of(GET, "put", "head", "post", "delete", "connect", "options", "notify", "trace", "patch");
    private static final double[] SIZES = {100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

    private final MeterRegistry registry;
    private final LongAdder inFlight = new LongAdder();
    private final Map<Answered, Timer> durations = new ConcurrentHashMap<>();
    private final Map<Asked, DistributionSummary> sizes = new ConcurrentHashMap<>();

    private record Asked(String handler, String method) {}

    private record Answered(Asked asked, int code) {}

    V2RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("alertmanager_http_requests_in_flight", inFlight, LongAdder::sum)
                .description("GET requests that have not been answered yet")
                .tag("method", GET)
                .register(registry);
        Counter.builder("alertmanager_http_concurrency_limit_exceeded_total")
                .description("Always 0: GET requests are not limited by their number")
                .tag("method", GET)
                .register(registry);
    }

    /** Between the platform's measurements and its front door, so that what that turns away is counted too. */
    void stand(@Observes @Priority(15) Router router) {
        router.route().order(FIRST).handler(this::begin);
    }

    private void begin(RoutingContext context) {
        handler(context.request().path()).ifPresent(handler -> measure(context, handler));
        context.next();
    }

    private static Optional<String> handler(String path) {
        if (path == null) {
            return Optional.empty();
        }
        if (path.startsWith(ONE_SILENCE)) {
            return Optional.of(ONE_SILENCE + "{silenceID}");
        }
        return Optional.of(path).filter(HANDLERS::contains);
    }

    private void measure(RoutingContext context, String handler) {
        long start = System.nanoTime();
        String name = context.request().method().name().toLowerCase(Locale.ROOT);
        String method = METHODS.contains(name) ? name : "unknown";
        boolean counts = method.equals(GET);
        if (counts) {
            inFlight.increment();
        }
        context.addEndHandler(sent -> {
            if (counts) {
                inFlight.decrement();
            }
            var asked = new Asked(handler, method);
            var answered = new Answered(asked, context.response().getStatusCode());
            durations.computeIfAbsent(answered, this::duration).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            sizes.computeIfAbsent(asked, this::size)
                    .record((double) context.response().bytesWritten());
        });
    }

    private Timer duration(Answered answered) {
        return Timer.builder("alertmanager_http_request_duration_seconds")
                .description("From the routing of a request to the end of its answer")
                .tag("handler", answered.asked().handler())
                .tag("method", answered.asked().method())
                .tag("code", Integer.toString(answered.code()))
                .serviceLevelObjectives(GoBuckets.DEFAULT.toArray(Duration[]::new))
                .register(registry);
    }

    private DistributionSummary size(Asked asked) {
        return DistributionSummary.builder("alertmanager_http_response_size_bytes")
                .description("Size of answers")
                .tag("handler", asked.handler())
                .tag("method", asked.method())
                .serviceLevelObjectives(SIZES)
                .register(registry);
    }
}
