package dev.evenkeel.alertrouter.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.tasks.Task;

/** Removes maintenance windows whose last time is longer ago than history is kept. */
@ApplicationScoped
class MaintenanceTidyingTask implements Task {

    private final MaintenanceStore store;
    private final Clock clock;
    private final Duration kept;

    MaintenanceTidyingTask(
            MaintenanceStore store,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.history-kept", defaultValue = "400d") Duration kept) {
        this.store = store;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public String name() {
        return "tidy-maintenance";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public Uni<Void> run() {
        Instant since = clock.instant().minus(kept);
        return store.all().flatMap(windows -> {
            List<MaintenanceWindow> over = windows.all().stream()
                    .filter(window -> window.next(since, 1).isEmpty())
                    .toList();
            return over.isEmpty() ? Uni.createFrom().voidItem() : store.removeUnchanged(over);
        });
    }
}
