package dev.evenkeel.alertrouter.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.incident.IncidentChange.Told;
import dev.evenkeel.platform.database.Transactions;

/** Follows groups of alerts with incidents, and finds these for whoever asks. */
@ApplicationScoped
public class IncidentService {

    private final IncidentStore store;
    private final PartStore parts;
    private final TimelineStore timelines;
    private final IncidentOutbox outbox;
    private final Pool pool;

    IncidentService(IncidentStore store, PartStore parts, TimelineStore timelines, IncidentOutbox outbox, Pool pool) {
        this.store = store;
        this.parts = parts;
        this.timelines = timelines;
        this.outbox = outbox;
        this.pool = pool;
    }

    /** The incidents that have a part of groups, by group; groups without an incident are left out. */
    public Uni<Map<UUID, List<Incident>>> ofGroups(Collection<UUID> groups) {
        return parts.incidentsOf(groups);
    }

    /**
     * Opens, updates or resolves the incidents of a group, each with its line in the timeline and its event, in one
     * transaction. To look twice changes nothing.
     *
     * @param standing as it was a moment ago: if that calls for a change, it is looked at again with the rows locked
     */
    public Uni<Void> follow(GroupSnapshot group, Standing standing) {
        if (!standing.isChangedBy(group)) {
            return Uni.createFrom().voidItem();
        }
        return Transactions.begunWith(
                pool,
                transaction -> standing.parts().isEmpty()
                        ? apply(transaction, List.of(), group)
                        : parts.lock(transaction, group.groupId())
                                .flatMap(locked -> apply(transaction, locked, group)));
    }

    private Uni<Void> apply(SqlConnection transaction, List<IncidentWithParts> incidents, GroupSnapshot group) {
        Fingerprints chosen = Standing.of(group.groupId(), incidents).chosen();
        return Multi.createFrom()
                .iterable(IncidentChange.of(incidents, group, UUID.randomUUID()))
                .onItem()
                .transformToUniAndConcatenate(
                        change -> write(transaction, change, group, group.about(change.part(), chosen)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> write(SqlConnection transaction, IncidentChange change, GroupSnapshot group, About about) {
        return switch (change) {
            case IncidentChange.Opened opened -> {
                TimelineEntry entry = entry(opened, group);
                yield store.open(transaction, opened.incident(), entry)
                        .flatMap(ours -> ours
                                ? outbox.tellOthers(transaction, opened.incident(), opened.kind(), entry, about)
                                // somebody else opened an incident for this group just now
                                : Uni.createFrom().voidItem());
            }
            case IncidentChange.Updated updated ->
                store.save(transaction, updated.incident())
                        .chain(() -> parts.save(transaction, updated.part()))
                        .chain(() -> tell(transaction, updated, group, about));
            case IncidentChange.Resolved resolved ->
                store.save(transaction, resolved.incident())
                        .chain(() ->
                                parts.forget(transaction, resolved.incident().id()))
                        .chain(() -> tell(transaction, resolved, group, about));
            case IncidentChange.Moved moved -> parts.save(transaction, moved.part());
        };
    }

    private Uni<Void> tell(SqlConnection transaction, Told change, GroupSnapshot group, About about) {
        return outbox.tell(transaction, change.incident(), change.kind(), entry(change, group), about);
    }

    private static TimelineEntry entry(Told change, GroupSnapshot group) {
        return TimelineEntry.byItself(group.now(), change.kind(), change.sentence());
    }

    /** Adds to the timelines of the incidents that a group has or last had. */
    public Uni<Void> note(SqlConnection transaction, UUID group, List<TimelineEntry> entries) {
        return entries.isEmpty() ? Uni.createFrom().voidItem() : timelines.note(transaction, group, entries);
    }

    /** Adds to the timeline of an incident. */
    public Uni<Void> noteOn(SqlConnection transaction, UUID incident, List<TimelineEntry> entries) {
        return entries.isEmpty() ? Uni.createFrom().voidItem() : timelines.noteOn(transaction, incident, entries);
    }

    /** Adds to the timeline of each incident in which one of these alerts fires. */
    public Uni<Void> noteOnThoseWith(SqlConnection transaction, Fingerprints alerts, TimelineEntry entry) {
        return alerts.isEmpty() ? Uni.createFrom().voidItem() : timelines.noteOnThoseWith(transaction, alerts, entry);
    }

    public Uni<Optional<Incident>> find(UUID id) {
        return store.find(id);
    }

    /** Newest first. */
    public Uni<List<Incident>> list(IncidentQuery query) {
        return store.list(query);
    }

    /** Oldest entry first. */
    public Uni<List<TimelineEntry>> timeline(UUID incident) {
        return timelines.of(incident);
    }

    /** Alerts that fire in an incident, those that began first, as far as they are still known. */
    public Uni<List<Alert>> firstAlerts(Incident incident, int limit) {
        return incident.firing().isEmpty()
                ? Uni.createFrom().item(List.of())
                : parts.firstAlerts(incident.firing(), limit);
    }
}
