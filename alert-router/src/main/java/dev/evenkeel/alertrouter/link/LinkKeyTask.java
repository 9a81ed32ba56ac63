package dev.evenkeel.alertrouter.link;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Has a key for links made when it is time, and learns of those that other replicas made. */
@ApplicationScoped
class LinkKeyTask implements Task {

    private final LinkKeyService keys;

    LinkKeyTask(LinkKeyService keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "rotate-link-keys";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Uni<Void> run() {
        return keys.rotateIfDue().replaceWithVoid();
    }
}
