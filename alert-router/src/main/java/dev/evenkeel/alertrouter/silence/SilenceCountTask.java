package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.silence.SilenceStore.Count;
import dev.evenkeel.platform.tasks.Task;

/** Shows how many silences there are of each state, under Alertmanager's name. */
@ApplicationScoped
class SilenceCountTask implements Task {

    private static final String METRIC = "alertmanager_silences";

    private final SilenceStore store;
    private final Clock clock;
    private volatile Count count = new Count(0, 0, 0);

    SilenceCountTask(SilenceStore store, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        meters.gauge(METRIC, Tags.of("state", "active"), this, task -> task.count.active());
        meters.gauge(METRIC, Tags.of("state", "pending"), this, task -> task.count.pending());
        meters.gauge(METRIC, Tags.of("state", "expired"), this, task -> task.count.expired());
    }

    @Override
    public String name() {
        return "count-silences";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Uni<Void> run() {
        return store.count(clock.instant()).invoke(counted -> count = counted).replaceWithVoid();
    }
}
