package dev.evenkeel.alertrouter.correlation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.correlation.CorrelationConfig.GraphSource;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;
import dev.evenkeel.alertrouter.correlation.graph.GraphJson;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundResponse;
import dev.evenkeel.platform.tasks.Task;

/**
 * Reads the dependency graph from the health-service, and keeps the last one that could be read for as long as is
 * configured. Correlation works without it, by labels and texts. Each replica reads it for itself.
 */
@ApplicationScoped
class GraphTask implements Task {

    private static final Logger LOG = Logger.getLogger(GraphTask.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LARGEST = 16 << 20;

    /** @param from where it was read, so that another source does not inherit it */
    private record Read(DependencyGraph graph, Instant at, String from) {}

    /**
     * How it stands with the graph.
     *
     * @param readAt when the graph that is in use was read; empty if there is none
     * @param problem why the last attempt failed; empty if it did not
     */
    record Standing(DependencyGraph graph, Optional<Instant> readAt, Optional<String> problem) {}

    private final LiveConfiguration<RouterConfig> configuration;
    private final OutboundHttp http;
    private final Clock clock;
    private volatile Read read = new Read(DependencyGraph.EMPTY, Instant.MIN, "");
    private volatile Instant askedAt = Instant.MIN;
    private volatile Optional<String> problem = Optional.empty();

    GraphTask(LiveConfiguration<RouterConfig> configuration, OutboundHttp http, Clock clock, MeterRegistry meters) {
        this.configuration = configuration;
        this.http = http;
        this.clock = clock;
        Gauge.builder(
                        "evenkeel_alerts_correlation_graph_nodes",
                        this,
                        task -> task.current().ids().size())
                .description("Components of the dependency graph that alerts are correlated by")
                .register(meters);
    }

    @Override
    public String name() {
        return "read-graph";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Uni<Void> run() {
        return source().filter(source -> isDue(source))
                .map(this::ask)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Optional<GraphSource> source() {
        return configuration.current().feature(CorrelationConfig.class).graph();
    }

    private boolean isDue(GraphSource source) {
        return !source.url().equals(read.from())
                || !askedAt.plus(source.refresh()).isAfter(clock.instant());
    }

    private Uni<Void> ask(GraphSource source) {
        askedAt = clock.instant();
        return http.send(() -> request(source), GraphTask::graph)
                .invoke(graph -> {
                    read = new Read(graph, clock.instant(), source.url());
                    problem = Optional.empty();
                })
                .onFailure()
                .invoke(this::note)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void note(Throwable failure) {
        String why = String.valueOf(failure.getMessage());
        if (!problem.equals(Optional.of(why))) {
            LOG.warnf("The dependency graph cannot be read: %s", why);
        }
        problem = Optional.of(why);
    }

    private static OutboundRequest request(GraphSource source) {
        String base = source.url().endsWith("/")
                ? source.url().substring(0, source.url().length() - 1)
                : source.url();
        OutboundRequest request =
                OutboundRequest.get(base + "/api/v1/graph").timeout(TIMEOUT).maxResponseBytes(LARGEST);
        return source.key().map(key -> request.bearer(key.reveal())).orElse(request);
    }

    private static DependencyGraph graph(OutboundResponse response) {
        if (!response.isSuccess()) {
            throw new IllegalArgumentException("the health-service answered " + response.status());
        }
        return GraphJson.read(response.bodyBytes());
    }

    /** The graph in use; empty if there is none that is young enough. */
    DependencyGraph current() {
        return standing().graph();
    }

    Standing standing() {
        Optional<GraphSource> source = source();
        Read latest = read;
        boolean usable = source.isPresent()
                && source.get().url().equals(latest.from())
                && latest.at().plus(source.get().maxAge()).isAfter(clock.instant());
        return usable
                ? new Standing(latest.graph(), Optional.of(latest.at()), problem)
                : new Standing(
                        DependencyGraph.EMPTY, Optional.empty(), source.isPresent() ? problem : Optional.empty());
    }
}
