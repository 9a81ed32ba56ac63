package dev.evenkeel.health.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.incidents.IncidentStore;
import dev.evenkeel.platform.tasks.Task;

/** Deletes history that has grown too old. */
@ApplicationScoped
class RetentionTask implements Task {

    private final ChangeStore changes;
    private final CountStore counts;
    private final IncidentStore incidents;
    private final Clock clock;
    private final Duration keepChanges;
    private final Duration keepCounts;

    RetentionTask(
            ChangeStore changes,
            CountStore counts,
            IncidentStore incidents,
            Clock clock,
            @ConfigProperty(name = "evenkeel.health.keep-changes", defaultValue = "400D") Duration keepChanges,
            @ConfigProperty(name = "evenkeel.health.keep-results", defaultValue = "35D") Duration keepCounts) {
        this.changes = changes;
        this.counts = counts;
        this.incidents = incidents;
        this.clock = clock;
        this.keepChanges = keepChanges;
        this.keepCounts = keepCounts;
    }

    @Override
    public String name() {
        return "health-retention";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public Uni<Void> run() {
        Instant oldestChange = clock.instant().minus(keepChanges);
        return changes.deleteBefore(oldestChange)
                .chain(() -> incidents.forget(oldestChange))
                .chain(() -> counts.deleteBefore(clock.instant().minus(keepCounts)))
                .replaceWithVoid();
    }
}
