package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.platform.tasks.Task;

/** Ends silences whose alerts have all ended. To end one twice changes nothing, so that replicas need no claims. */
@ApplicationScoped
class EndingSilenceTask implements Task {

    private final EndingSilenceStore store;
    private final SilenceService silences;
    private final Clock clock;

    EndingSilenceTask(EndingSilenceStore store, SilenceService silences, Clock clock) {
        this.store = store;
        this.silences = silences;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-silences";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Uni<Void> run() {
        return store.done(clock.instant())
                .flatMap(done -> Multi.createFrom()
                        .iterable(done)
                        .onItem()
                        .transformToUniAndConcatenate(
                                id -> silences.expire(id, Actor.itself()).chain(() -> store.forget(id)))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }
}
