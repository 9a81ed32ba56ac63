package dev.evenkeel.alertrouter.compatibility;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;

/** What Alertmanager counts of what is asked of its notification log, and of its silences. */
public final class QueryMetrics {

    private final Counter queries;
    private final Counter errors;
    private final Timer duration;

    /** @param store {@code nflog} or {@code silences} */
    public QueryMetrics(MeterRegistry meters, String store) {
        String prefix = "alertmanager_" + store;
        this.queries = Counter.builder(prefix + "_queries_total")
                .description("Questions that were asked")
                .register(meters);
        this.errors = Counter.builder(prefix + "_query_errors_total")
                .description("Questions that got no answer")
                .register(meters);
        this.duration = Timer.builder(prefix + "_query_duration_seconds")
                .description("How long answers took")
                .serviceLevelObjectives(GoBuckets.DEFAULT.toArray(Duration[]::new))
                .register(meters);
    }

    /** The same question, counted each time it is asked. */
    public <T> Uni<T> measured(Uni<T> question) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            queries.increment();
            return question.onFailure()
                    .invoke(() -> errors.increment())
                    .onTermination()
                    .invoke(() -> duration.record(Duration.ofNanos(System.nanoTime() - asked)));
        });
    }
}
