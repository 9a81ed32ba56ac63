package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Remembers what was in incidents that are over. */
@ApplicationScoped
class SignHistoryTask implements Task {

    private final SignHistoryService history;

    SignHistoryTask(SignHistoryService history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "remember-incidents";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Uni<Void> run() {
        return history.remember();
    }
}
