package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.inhibition.InhibitionStore;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.platform.series.Labels;

/** Finds out what is suppressed: nothing here is older than the question. */
@ApplicationScoped
public class SuppressionService {

    private final SilenceService silences;
    private final InhibitionStore inhibiting;

    SuppressionService(SilenceService silences, InhibitionStore inhibiting) {
        this.silences = silences;
        this.inhibiting = inhibiting;
    }

    /**
     * @param asked the labels of the alerts that will be asked about
     * @param inhibition the rules in force
     */
    public Uni<Suppression> at(Instant now, Collection<Labels> asked, Inhibition inhibition) {
        Set<UUID> keys = asked.stream()
                .flatMap(labels -> inhibition.keysOfTarget(labels).stream())
                .collect(Collectors.toSet());
        return Uni.combine()
                .all()
                .unis(silences.current(now), inhibiting.firing(keys, now))
                .with((current, firing) -> new Suppression(current, inhibition, firing, now));
    }
}
