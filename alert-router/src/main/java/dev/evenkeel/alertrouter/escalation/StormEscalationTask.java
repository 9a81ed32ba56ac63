package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Escalates storms in place of the incidents that they hold. */
@ApplicationScoped
class StormEscalationTask implements Task {

    private final StormEscalationService storms;

    StormEscalationTask(StormEscalationService storms) {
        this.storms = storms;
    }

    @Override
    public String name() {
        return "escalate-storms";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Uni<Void> run() {
        return storms.escalateStorms();
    }
}
