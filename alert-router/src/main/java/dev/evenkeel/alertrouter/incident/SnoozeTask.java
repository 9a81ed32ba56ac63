package dev.evenkeel.alertrouter.incident;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Wakes incidents when their snooze is over, each by one replica. */
@ApplicationScoped
class SnoozeTask implements Task {

    private final IncidentWorkService incidents;

    SnoozeTask(IncidentWorkService incidents) {
        this.incidents = incidents;
    }

    @Override
    public String name() {
        return "end-snoozes";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    /** Until nobody oversleeps any more, which after a downtime may take several rounds. */
    @Override
    public Uni<Void> run() {
        return incidents
                .wakeOverslept()
                .flatMap(woken -> woken == 0 ? Uni.createFrom().voidItem() : run());
    }
}
