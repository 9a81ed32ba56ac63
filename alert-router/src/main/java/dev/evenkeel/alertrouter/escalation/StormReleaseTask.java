package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Ends what storms that are over were escalated with, and has what they held go on. By itself, so that no page waits for it. */
@ApplicationScoped
class StormReleaseTask implements Task {

    private final StormEscalationService storms;

    StormReleaseTask(StormEscalationService storms) {
        this.storms = storms;
    }

    @Override
    public String name() {
        return "release-storms";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<Void> run() {
        return storms.releaseStorms();
    }
}
