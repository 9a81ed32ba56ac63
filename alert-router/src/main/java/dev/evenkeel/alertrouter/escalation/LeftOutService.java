package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Finds out whether all that fires of an incident is silenced, in maintenance or inhibited, so that nobody wants to hear of
 * it for now. What is suppressed stays in an open incident, so that this has to be asked at the time.
 */
@ApplicationScoped
class LeftOutService {

    /** What timelines say of what is put off, before the reason in words. */
    static final String PUT_OFF = "is put off: all that fires is ";

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

    /**
     * Why nobody wants to hear of an incident, in words; empty if somebody does. Of one of which nothing fires, which somebody may
     * have reopened, somebody does.
     */
    Uni<Optional<String>> whyLeftOut(Incident incident) {
        Instant now = clock.instant();
        Inhibition inhibition = configuration.current().inhibition();
        // nobody has to know the alerts where there is nothing to leave them out
        return suppressions
                .at(now, List.of(), inhibition)
                .flatMap(known -> inhibition.rules().isEmpty()
                                && known.silences().askedForAt(now).isEmpty()
                        ? Uni.createFrom().item(Optional.<String>empty())
                        : whyLeftOut(incident, inhibition, now));
    }

    private Uni<Optional<String>> whyLeftOut(Incident incident, Inhibition inhibition, Instant now) {
        Set<SuppressionReason> reasons = EnumSet.noneOf(SuppressionReason.class);
        var isWanted = new AtomicBoolean();
        return escalations
                .labelsOfFiring(
                        incident.firing(),
                        now,
                        part -> suppressions.at(now, part, inhibition).map(suppression -> {
                            List<Optional<SuppressionReason>> found =
                                    part.stream().map(suppression::reason).toList();
                            found.forEach(reason -> reason.ifPresentOrElse(reasons::add, () -> isWanted.set(true)));
                            return !isWanted.get();
                        }))
                .map(seen -> isWanted.get() || reasons.isEmpty() ? Optional.empty() : Optional.of(inWords(reasons)));
    }

    private static String inWords(Set<SuppressionReason> reasons) {
        return reasons.stream().map(LeftOutService::inWords).collect(Collectors.joining(" or "));
    }

    private static String inWords(SuppressionReason reason) {
        return switch (reason) {
            case INHIBITION -> "inhibited";
            case SILENCE -> "silenced";
            case MAINTENANCE -> "in maintenance";
            case ACTIVE_TIME_INTERVAL, MUTE_TIME_INTERVAL, DUPLICATE, TRANSIENT, FLAPPING, STORM -> reason.label();
        };
    }
}
