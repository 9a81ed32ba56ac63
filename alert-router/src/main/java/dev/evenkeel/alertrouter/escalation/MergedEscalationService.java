package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.escalation.Escalation.State;
import dev.evenkeel.alertrouter.escalation.MergedEscalationStore.Merged;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;

/**
 * What it means for escalations that incidents are merged or split, in the same transactions. Nobody is told of an end by that:
 * whoever was told of an incident hears of it when what theirs goes on as is over, under the key by which they were told. One
 * incident is escalated once: by the escalation that it has under way, or else by one that it takes over.
 */
@ApplicationScoped
class MergedEscalationService {

    private final EscalationStore escalations;
    private final MergedEscalationStore merges;
    private final PageStore pages;
    private final IncidentService incidents;

    MergedEscalationService(
            EscalationStore escalations, MergedEscalationStore merges, PageStore pages, IncidentService incidents) {
        this.escalations = escalations;
        this.merges = merges;
        this.pages = pages;
        this.incidents = incidents;
    }

    /**
     * Has one incident go on in place of others.
     *
     * @param survivor that the others were merged into just now
     */
    Uni<Void> goOnAs(SqlConnection transaction, Incident survivor, Instant now) {
        return toTakeOver(transaction, survivor)
                .flatMap(found -> found.map(merged -> takeOver(transaction, survivor, merged, now))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .chain(() -> pages.cancelMerged(transaction, survivor.id(), found.map(Merged::incident))))
                .chain(() -> merges.endMerged(transaction, survivor.id()))
                .chain(() -> pages.goOnAs(transaction, survivor.id()));
    }

    private Uni<Optional<Merged>> toTakeOver(SqlConnection transaction, Incident survivor) {
        return escalations
                .find(transaction, survivor.id())
                .flatMap(
                        own -> own.filter(known -> known.state() != State.ENDED).isPresent()
                                ? Uni.createFrom().item(Optional.<Merged>empty())
                                : merges.furthestMerged(transaction, survivor.id()));
    }

    private Uni<Void> takeOver(SqlConnection transaction, Incident survivor, Merged merged, Instant now) {
        var entry = TimelineEntry.byItself(
                now, "escalated", merged.policy() + " goes on here from where it was in '" + merged.title() + "'");
        return escalations
                .groupLabels(transaction, survivor.groupId())
                .flatMap(group -> merges.takeOver(transaction, merged.incident(), survivor.id(), group))
                .chain(() -> incidents.noteOn(transaction, survivor.id(), List.of(entry)));
    }

    /** Whose incident came by a merge and went by a split hears of its end with the one that has its alerts. */
    Uni<Void> goOnWithWhatWasSplitOff(SqlConnection transaction, Incident incident) {
        return pages.goOnWithWhatWasSplitOff(transaction, incident.id());
    }
}
