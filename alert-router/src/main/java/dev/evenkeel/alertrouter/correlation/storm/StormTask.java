package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Watches for storms. */
@ApplicationScoped
class StormTask implements Task {

    private final StormService storms;

    StormTask(StormService storms) {
        this.storms = storms;
    }

    @Override
    public String name() {
        return "watch-storms";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Uni<Void> run() {
        return storms.watch();
    }
}
