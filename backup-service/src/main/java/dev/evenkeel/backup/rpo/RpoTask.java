package dev.evenkeel.backup.rpo;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Looks at the recovery point objectives again and again. */
@ApplicationScoped
class RpoTask implements Task {

    private final RpoService objectives;
    private final RpoMetrics metrics;

    RpoTask(RpoService objectives, RpoMetrics metrics) {
        this.objectives = objectives;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "recovery-points";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Uni<Void> run() {
        return objectives.look().invoke(metrics::show).replaceWithVoid();
    }
}
