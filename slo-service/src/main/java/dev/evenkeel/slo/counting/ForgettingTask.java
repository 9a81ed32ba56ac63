package dev.evenkeel.slo.counting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.incidents.IncidentStore;
import dev.evenkeel.platform.tasks.Task;

/** Deletes counts that no window reaches any more, and incidents that were over by then. */
@ApplicationScoped
class ForgettingTask implements Task {

    private final TallyStore tallies;
    private final IncidentStore incidents;
    private final Clock clock;
    private final Duration keep;

    ForgettingTask(
            TallyStore tallies,
            IncidentStore incidents,
            Clock clock,
            @ConfigProperty(name = "evenkeel.slo.keep-counts", defaultValue = "400D") Duration keep) {
        this.tallies = tallies;
        this.incidents = incidents;
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
        Instant now = clock.instant();
        return tallies.forget(now, CountStore.KEEP_RECENT, keep).chain(() -> incidents.forget(now.minus(keep)));
    }
}
