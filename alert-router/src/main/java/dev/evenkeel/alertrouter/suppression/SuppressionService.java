package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.inhibition.InhibitionStore;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.alertrouter.silence.Silences;
import dev.evenkeel.platform.series.Labels;

/** Finds out what is suppressed: nothing here is older than the question. */
@ApplicationScoped
public class SuppressionService {

    private final SilenceService silences;
    private final InhibitionStore inhibiting;
    private final List<HoldBackSource> holdBacks;

    SuppressionService(SilenceService silences, InhibitionStore inhibiting, @All List<HoldBackSource> holdBacks) {
        this.silences = silences;
        this.inhibiting = inhibiting;
        this.holdBacks = holdBacks;
    }

    /**
     * What is suppressed and what is held back, of groups that are looked at.
     *
     * @param version of the silences ({@link SilenceService#VERSION}), as of a moment ago
     */
    public Uni<Suppression> ofGroups(
            Instant now, Collection<HoldBackSource.Looked> groups, Inhibition inhibition, long version) {
        List<Labels> labels = groups.stream()
                .flatMap(group -> group.alerts().stream())
                .map(Alert::labels)
                .toList();
        return at(now, labels, inhibition, silences.current(now, version))
                .flatMap(suppression -> heldBack(now, groups).map(suppression::with));
    }

    private Uni<Map<Long, SuppressionReason>> heldBack(Instant now, Collection<HoldBackSource.Looked> groups) {
        Uni<Map<Long, SuppressionReason>> all = Uni.createFrom().item(new HashMap<>());
        for (HoldBackSource holdBack : holdBacks) {
            all = all.flatMap(held -> holdBack.heldBack(now, groups).map(more -> {
                more.forEach(held::putIfAbsent);
                return held;
            }));
        }
        return all;
    }

    /** Why the next look at a group would hold an alert back; empty if it would not. */
    public Uni<List<HeldBack>> why(Instant now, UUID group, String routeId, Alert alert) {
        return Multi.createFrom()
                .iterable(holdBacks)
                .onItem()
                .transformToUniAndConcatenate(holdBack -> holdBack.why(now, group, routeId, alert))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    /**
     * @param asked the labels of the alerts that will be asked about
     * @param inhibition the rules in force
     */
    public Uni<Suppression> at(Instant now, Collection<Labels> asked, Inhibition inhibition) {
        return at(now, asked, inhibition, silences.current(now));
    }

    private Uni<Suppression> at(Instant now, Collection<Labels> asked, Inhibition inhibition, Uni<Silences> asOfNow) {
        Set<UUID> keys = asked.stream()
                .flatMap(labels -> inhibition.keysOfTarget(labels).stream())
                .collect(Collectors.toSet());
        return Uni.combine()
                .all()
                .unis(asOfNow, inhibiting.firing(keys, now))
                .with((current, firing) -> new Suppression(current, inhibition, firing, Map.of(), now));
    }
}
