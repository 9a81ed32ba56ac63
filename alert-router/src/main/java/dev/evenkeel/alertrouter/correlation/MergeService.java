package dev.evenkeel.alertrouter.correlation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.LinkStore.State;
import dev.evenkeel.alertrouter.correlation.MergePlan.Merger;
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
                .flatMap(toMerge -> toMerge.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : standing(toMerge).flatMap(standing -> carryOut(MergePlan.of(toMerge, standing))));
    }

    private Uni<Map<UUID, Incident>> standing(List<Link> toMerge) {
        Map<UUID, Incident> standing = new HashMap<>();
        Set<UUID> named = new LinkedHashSet<>();
        toMerge.forEach(link -> named.addAll(List.of(link.incident(), link.other())));
        return each(
                        named,
                        id -> standing(id)
                                .invoke(found -> found.ifPresent(incident -> standing.put(id, incident)))
                                .replaceWithVoid())
                .replaceWith(standing);
    }

    /** Where an incident went: itself, or what it was merged into. */
    private Uni<Optional<Incident>> standing(UUID id) {
        return incidents
                .find(id)
                .flatMap(found -> found.flatMap(Incident::mergedInto)
                        .map(this::standing)
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    /** What is refused, as somebody was at it since the plan was made, keeps nothing else from being done. */
    Uni<Void> carryOut(MergePlan plan) {
        return conclude(plan.one(), State.MERGED, "")
                .chain(() -> each(
                        plan.apart().entrySet(), kept -> links.conclude(kept.getKey(), State.LINKED, kept.getValue())))
                .chain(() -> each(plan.mergers(), this::merge));
    }

    private Uni<Void> merge(Merger merger) {
        return work.act(
                        merger.survivor().id(),
                        new IncidentAction.Merge(merger.others()),
                        Optional.of(merger.survivor().version()),
                        Actor.itself())
                .chain(() -> conclude(merger.allLinks(), State.MERGED, ""))
                .onFailure(RefusedActionException.class)
                .recoverWithUni(refused -> merger.others().size() == 1
                        ? conclude(merger.allLinks(), State.LINKED, refused.getMessage())
                        : each(merger.singly(), this::merge))
                // whoever changed it did so just now: it is looked at again in the next round
                .onFailure(ChangedMeanwhileException.class)
                .recoverWithNull();
    }

    private Uni<Void> conclude(Collection<Link> concluded, State state, String remark) {
        return each(concluded, link -> links.conclude(link, state, remark));
    }

    private static <T> Uni<Void> each(Collection<T> items, Function<T, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
