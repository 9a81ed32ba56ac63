package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Relates incidents, one replica at a time. */
@ApplicationScoped
class CorrelationTask implements Task {

    private final CorrelationService correlation;

    CorrelationTask(CorrelationService correlation) {
        this.correlation = correlation;
    }

    @Override
    public String name() {
        return "correlate-incidents";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Uni<Void> run() {
        return correlation.relate();
    }
}
