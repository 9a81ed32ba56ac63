package dev.evenkeel.health.monitoring;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.health.history.HistoryService;
import dev.evenkeel.platform.tasks.Task;

/**
 * Drives the checks: a fast beat in this process that waits for no answer, and a task that does wait, for platforms that
 * give a process CPU only during requests.
 */
@ApplicationScoped
class ChecksTask implements Task {

    private static final long BEAT_MILLIS = 250;

    private final MonitoringService monitoring;
    private final HistoryService history;
    private final Vertx vertx;
    private final boolean scheduled;
    private volatile boolean resumed;

    ChecksTask(
            MonitoringService monitoring,
            HistoryService history,
            Vertx vertx,
            @ConfigProperty(name = "evenkeel.tasks.scheduled", defaultValue = "true") boolean scheduled) {
        this.monitoring = monitoring;
        this.history = history;
        this.vertx = vertx;
        this.scheduled = scheduled;
    }

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Uni<Void> run() {
        return resumeOnce().chain(monitoring::checkWhatIsDue);
    }

    void start(@Observes StartupEvent event) {
        if (scheduled) {
            vertx.setPeriodic(1, BEAT_MILLIS, beat -> beat());
        }
    }

    private void beat() {
        resumeOnce()
                .chain(monitoring::checkWhatIsDue)
                .subscribe()
                .with(done -> {}, failure -> Log.error("A round of checks failed", failure));
    }

    /** Checking does not wait for a database that is away; what it knew is taken up as soon as it can be read. */
    private Uni<Void> resumeOnce() {
        if (resumed) {
            return Uni.createFrom().voidItem();
        }
        resumed = true;
        return history.lastStates()
                .invoke(monitoring::resume)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    Log.warnf("The last states cannot be read yet: %s", failure.getMessage());
                    resumed = false;
                    return Uni.createFrom().voidItem();
                });
    }
}
