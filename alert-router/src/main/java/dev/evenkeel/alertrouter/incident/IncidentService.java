package dev.evenkeel.alertrouter.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.incident.IncidentChange.Told;
import dev.evenkeel.alertrouter.incident.IncidentStore.Opening;
import dev.evenkeel.platform.database.BatchScheduler;
import dev.evenkeel.platform.database.Transactions;
import dev.evenkeel.platform.time.Timers;

/** Follows groups of alerts with incidents, and finds these for whoever asks. */
@ApplicationScoped
public class IncidentService {

    /** Fewer than groups are looked at together for one receiver, unless somebody says otherwise, so that these do not wait. */
    private static final int TOGETHER = 4;

    private final IncidentStore store;
    private final PartStore parts;
    private final TimelineStore timelines;
    private final IncidentOutbox outbox;
    private final Pool pool;
    private final BatchScheduler<GroupSnapshot> openings;

    IncidentService(
            IncidentStore store,
            PartStore parts,
            TimelineStore timelines,
            IncidentOutbox outbox,
            Pool pool,
            Timers timers) {
        this.store = store;
        this.parts = parts;
        this.timelines = timelines;
        this.outbox = outbox;
        this.pool = pool;
        // their groups are given back afterwards: should PostgreSQL die, that is gone as well, and they are looked at
        // anew
        this.openings = new BatchScheduler<>(
                timers,
                TOGETHER,
                groups -> Transactions.flushedLater(pool, transaction -> openAll(transaction, groups)));
    }

    /** The incidents that have a part of groups, by group; groups without an incident are left out. */
    public Uni<Map<UUID, List<Incident>>> ofGroups(Collection<UUID> groups) {
        return parts.incidentsOf(groups);
    }

    /**
     * Opens, updates or resolves the incidents of a group, each with its line in the timeline and its event, in one
     * transaction. To look twice changes nothing. An incident of a group that has none is opened together with others that are
     * opened within a moment.
     *
     * @param standing as it was a moment ago: if that calls for a change, it is looked at again with the rows locked
     */
    public Uni<Void> follow(GroupSnapshot group, Standing standing) {
        if (!standing.isChangedBy(group)) {
            return Uni.createFrom().voidItem();
        }
        return standing.parts().isEmpty()
                ? openings.add(group)
                : Transactions.begunWith(
                        pool,
                        transaction -> parts.lock(transaction, group.groupId())
                                .flatMap(locked -> apply(transaction, locked, group)));
    }

    /** Opens incidents of groups of which none has a part. */
    private Uni<Void> openAll(SqlConnection transaction, List<GroupSnapshot> groups) {
        return open(
                transaction,
                groups.stream()
                        .flatMap(group -> changes(List.of(), group)
                                .map(change -> opening((IncidentChange.Opened) change, group, Fingerprints.none())))
                        .toList());
    }

    private static Stream<IncidentChange> changes(List<IncidentWithParts> incidents, GroupSnapshot group) {
        return IncidentChange.of(incidents, group, UUID.randomUUID()).stream();
    }

    private Uni<Void> apply(SqlConnection transaction, List<IncidentWithParts> incidents, GroupSnapshot group) {
        Fingerprints chosen = Standing.of(group.groupId(), incidents).chosen();
        return Multi.createFrom()
                .items(changes(incidents, group))
                .onItem()
                .transformToUniAndConcatenate(change -> write(transaction, change, group, chosen))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> write(
            SqlConnection transaction, IncidentChange change, GroupSnapshot group, Fingerprints chosen) {
        return switch (change) {
            case IncidentChange.Opened opened -> open(transaction, List.of(opening(opened, group, chosen)));
            case IncidentChange.Updated updated ->
                store.save(transaction, updated.incident())
                        .chain(() -> parts.save(transaction, updated.part()))
                        .chain(() -> tell(transaction, updated, group, chosen));
            case IncidentChange.Resolved resolved ->
                store.save(transaction, resolved.incident())
                        .chain(() ->
                                parts.forget(transaction, resolved.incident().id()))
                        .chain(() -> tell(transaction, resolved, group, chosen));
            case IncidentChange.Moved moved -> parts.save(transaction, moved.part());
        };
    }

    private static Opening opening(IncidentChange.Opened opened, GroupSnapshot group, Fingerprints chosen) {
        return new Opening(opened.incident(), entry(opened, group), group.about(opened.part(), chosen));
    }

    /** Somebody else may have opened an incident for one of the groups just now. */
    private Uni<Void> open(SqlConnection transaction, List<Opening> openings) {
        return store.open(transaction, openings).flatMap(opened -> outbox.tellOthers(transaction, opened));
    }

    private Uni<Void> tell(SqlConnection transaction, Told change, GroupSnapshot group, Fingerprints chosen) {
        return outbox.tell(
                transaction,
                change.incident(),
                change.kind(),
                entry(change, group),
                group.about(change.part(), chosen));
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
