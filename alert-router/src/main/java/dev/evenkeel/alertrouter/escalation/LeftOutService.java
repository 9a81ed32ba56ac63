package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

/**
 * Finds out whether all that fires of an incident is silenced, in maintenance or inhibited, so that nobody wants to hear of
 * it for now. What is suppressed stays in an open incident, so that this has to be asked at the time.
 */
@ApplicationScoped
class LeftOutService {

    private final EscalationStore escalations;
    private final SuppressionService suppressions;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;

    LeftOutService(
            EscalationStore escalations,
            SuppressionService suppressions,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock) {
        this.escalations = escalations;
        this.suppressions = suppressions;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** {@code false} for an incident of which nothing fires, which somebody may have reopened. */
    Uni<Boolean> isLeftOut(Incident incident) {
        Instant now = clock.instant();
        Inhibition inhibition = configuration.current().inhibition();
        // nobody has to know the alerts where there is nothing to leave them out
        return suppressions
                .at(now, List.of(), inhibition)
                .flatMap(known -> inhibition.rules().isEmpty()
                                && known.silences().askedForAt(now).isEmpty()
                        ? Uni.createFrom().item(false)
                        : isLeftOut(incident, inhibition, now));
    }

    private Uni<Boolean> isLeftOut(Incident incident, Inhibition inhibition, Instant now) {
        var fires = new AtomicBoolean();
        var isWanted = new AtomicBoolean();
        return escalations
                .labelsOfFiring(incident.firing(), now, part -> {
                    if (!part.isEmpty()) {
                        fires.set(true);
                    }
                    return areLeftOut(part, inhibition, now).invoke(all -> isWanted.set(!all));
                })
                .map(seen -> fires.get() && !isWanted.get());
    }

    private Uni<Boolean> areLeftOut(List<Labels> alerts, Inhibition inhibition, Instant now) {
        return suppressions
                .at(now, alerts, inhibition)
                .map(suppression -> alerts.stream().allMatch(suppression::isSuppressed));
    }
}
