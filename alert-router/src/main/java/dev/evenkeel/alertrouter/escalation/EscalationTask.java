package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.tasks.Task;

/** Holds what began a storm, takes the steps of escalations that are due, and tells whoever is due to be told. */
@ApplicationScoped
class EscalationTask implements Task {

    private final StormEscalationService storms;
    private final EscalationService escalations;
    private final PagingService paging;
    private final LiveConfiguration<RouterConfig> configuration;

    EscalationTask(
            StormEscalationService storms,
            EscalationService escalations,
            PagingService paging,
            LiveConfiguration<RouterConfig> configuration) {
        this.storms = storms;
        this.escalations = escalations;
        this.paging = paging;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "escalate";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    /** Whoever is due to be told is told whatever becomes of the rest; what failed is said in the end. */
    @Override
    public Uni<Void> run() {
        // Before the first configuration is read nobody knows whom there is to tell, and nothing is given up.
        if (configuration.status().loadedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        Stream<Supplier<Uni<Void>>> inTurn =
                Stream.of(storms::holdWhatBeganThem, escalations::advanceAll, paging::tellAll);
        return Multi.createFrom()
                .items(inTurn)
                .onItem()
                .transformToUni(Supplier::get)
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
