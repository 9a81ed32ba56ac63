package dev.evenkeel.slo.counting;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.tasks.Task;

/** Deletes counts that no window reaches any more. */
@ApplicationScoped
class ForgettingTask implements Task {

    private final TallyStore tallies;
    private final Clock clock;
    private final Duration keep;

    ForgettingTask(
            TallyStore tallies,
            Clock clock,
            @ConfigProperty(name = "evenkeel.slo.keep-counts", defaultValue = "400D") Duration keep) {
        this.tallies = tallies;
        this.clock = clock;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "slo-forgetting";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Uni<Void> run() {
        return tallies.forget(clock.instant(), CountStore.KEEP_RECENT, keep);
    }
}
