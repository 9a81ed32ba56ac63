package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Looks for due groups whether or not an alarm rang: those that another replica made, or left behind. */
@ApplicationScoped
class FlushTask implements Task {

    private final FlushScheduler scheduler;

    FlushTask(FlushScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return "flush-groups";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        return scheduler.round();
    }
}
