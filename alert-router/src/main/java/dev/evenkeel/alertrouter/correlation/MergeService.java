package dev.evenkeel.alertrouter.correlation;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.LinkStore.State;
import dev.evenkeel.alertrouter.incident.ChangedMeanwhileException;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentAction;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.IncidentWorkService;
import dev.evenkeel.alertrouter.incident.RefusedActionException;

/**
 * Makes one of incidents that are to be one. What is to be merged is stored before; a replica that dies in between leaves it to
 * the next.
 */
@ApplicationScoped
class MergeService {

    private final LinkStore links;
    private final IncidentService incidents;
    private final IncidentWorkService work;

    MergeService(LinkStore links, IncidentService incidents, IncidentWorkService work) {
        this.links = links;
        this.incidents = incidents;
        this.work = work;
    }

    Uni<Void> mergeWhatIsToBe() {
        return links.toMerge()
                .flatMap(toMerge -> Multi.createFrom()
                        .iterable(toMerge)
                        .onItem()
                        .transformToUniAndConcatenate(this::merge)
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> merge(Link link) {
        return Uni.combine()
                .all()
                .unis(standing(link.incident()), standing(link.other()))
                .asTuple()
                .flatMap(both -> sameIncident(both.getItem1(), both.getItem2())
                        ? links.conclude(link, State.MERGED, "")
                        : merge(link, MergeRule.of(both.getItem1(), both.getItem2())));
    }

    /** Where an incident went: itself, or what it was merged into. */
    private Uni<Optional<Incident>> standing(UUID id) {
        return incidents
                .find(id)
                .flatMap(found -> found.flatMap(Incident::mergedInto)
                        .map(this::standing)
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    private static boolean sameIncident(Optional<Incident> one, Optional<Incident> other) {
        return one.isPresent() && one.map(Incident::id).equals(other.map(Incident::id));
    }

    private Uni<Void> merge(Link link, MergeRule rule) {
        return switch (rule) {
            case MergeRule.Apart apart -> links.conclude(link, State.LINKED, apart.because());
            case MergeRule.Merge merge ->
                work.act(
                                merge.survivor().id(),
                                new IncidentAction.Merge(Set.of(merge.other().id())),
                                Optional.of(merge.survivor().version()),
                                Actor.itself())
                        .chain(() -> links.conclude(link, State.MERGED, ""))
                        .onFailure(RefusedActionException.class)
                        .recoverWithUni(refused -> links.conclude(link, State.LINKED, refused.getMessage()))
                        .onFailure(ChangedMeanwhileException.class)
                        .recoverWithNull();
        };
    }
}
