package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.silence.SilenceStore.Count;
import dev.evenkeel.platform.tasks.Task;

/** Shows how many silences there are of each state, under Alertmanager's name. */
@ApplicationScoped
class SilenceCountTask implements Task {

    private final SilenceStore store;
    private final Clock clock;
    private volatile Count count = new Count(0, 0, 0);

    SilenceCountTask(SilenceStore store, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        show(meters, "active", Count::active);
        show(meters, "pending", Count::pending);
        show(meters, "expired", Count::expired);
    }

    private void show(MeterRegistry meters, String state, ToDoubleFunction<Count> number) {
        Gauge.builder("alertmanager_silences", this, task -> number.applyAsDouble(task.count))
                .description("Silences by their state")
                .tag("state", state)
                .register(meters);
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
