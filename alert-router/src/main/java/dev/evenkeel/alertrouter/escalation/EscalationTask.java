package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Takes the steps of escalations that are due, and tells whoever is due to be told. */
@ApplicationScoped
class EscalationTask implements Task {

    private final EscalationService escalations;
    private final PagingService paging;

    EscalationTask(EscalationService escalations, PagingService paging) {
        this.escalations = escalations;
        this.paging = paging;
    }

    @Override
    public String name() {
        return "escalate";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        return escalations.advanceAll().chain(paging::tellAll);
    }
}
