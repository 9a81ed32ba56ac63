package dev.evenkeel.alertrouter.audit;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.tasks.Task;

/** Removes lines of the audit log that are older than they have to be kept; two years unless configured otherwise. */
@ApplicationScoped
class AuditRetentionTask implements Task {

    private final AuditStore store;
    private final Clock clock;
    private final Duration kept;

    AuditRetentionTask(
            AuditStore store,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.audit-kept", defaultValue = "730d") Duration kept) {
        this.store = store;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public String name() {
        return "audit-retention";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public Uni<Void> run() {
        return store.forgetBefore(clock.instant().minus(kept));
    }
}
