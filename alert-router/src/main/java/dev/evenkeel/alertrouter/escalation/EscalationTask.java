package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/**
 * Gives incidents their policies when the rules change, escalates storms in place of their incidents, takes the steps of
 * escalations that are due, and tells whoever is due to be told.
 */
@ApplicationScoped
class EscalationTask implements Task {

    private final PolicyAdoptionService adoption;
    private final StormEscalationService storms;
    private final EscalationService escalations;
    private final PagingService paging;

    EscalationTask(
            PolicyAdoptionService adoption,
            StormEscalationService storms,
            EscalationService escalations,
            PagingService paging) {
        this.adoption = adoption;
        this.storms = storms;
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
        return adoption.adoptAll()
                .chain(storms::followStorms)
                .chain(escalations::advanceAll)
                .chain(paging::tellAll);
    }
}
