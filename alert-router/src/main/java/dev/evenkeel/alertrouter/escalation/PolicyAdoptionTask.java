package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Gives incidents their policies when the rules change. By itself, so that nobody who is due waits for a look at all incidents. */
@ApplicationScoped
class PolicyAdoptionTask implements Task {

    private final PolicyAdoptionService adoption;

    PolicyAdoptionTask(PolicyAdoptionService adoption) {
        this.adoption = adoption;
    }

    @Override
    public String name() {
        return "adopt-policies";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        return adoption.adoptAll();
    }
}
