package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Measures incidents and counts episodes. */
@ApplicationScoped
class MeasuringTask implements Task {

    private final MeasuringService measuring;

    MeasuringTask(MeasuringService measuring) {
        this.measuring = measuring;
    }

    @Override
    public String name() {
        return "measure-incidents";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Uni<Void> run() {
        return measuring.measure();
    }
}
