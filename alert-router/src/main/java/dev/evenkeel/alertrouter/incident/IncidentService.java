package dev.evenkeel.alertrouter.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.Outbox;

/** Follows groups of alerts with incidents, and lets people work on these. */
@ApplicationScoped
public class IncidentService {

    private static final String SOURCE = "/evenkeel/alert-router";

    private final IncidentStore store;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    IncidentService(IncidentStore store, Outbox outbox, Pool pool, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /** The unresolved incidents of groups, by group. */
    public Uni<Map<UUID, Incident>> unresolved(Collection<UUID> groups) {
        return store.unresolved(groups);
    }

    /**
     * Opens, updates or resolves a group's incident, with its line in the timeline and its event, in one transaction. To
     * look twice changes nothing.
     */
    public Uni<Void> follow(GroupSnapshot group, Optional<Incident> current) {
        return IncidentChange.of(current, group, UUID.randomUUID())
                .map(change -> pool.withTransaction(transaction -> apply(transaction, current, change)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> apply(SqlConnection transaction, Optional<Incident> before, IncidentChange change) {
        Incident after = change.incident();
        Uni<Boolean> written =
                before.isEmpty() ? store.open(transaction, after) : store.change(transaction, before.get(), after);
        return written.flatMap(
                ours -> ours ? tell(transaction, change) : Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(SqlConnection transaction, IncidentChange change) {
        Incident incident = change.incident();
        String kind = kind(change);
        var entry = TimelineEntry.byItself(incident.updatedAt(), kind, change.sentence());
        return store.note(transaction, incident.groupId(), List.of(entry))
                .flatMap(noted -> outbox.append(transaction, event(change, kind)));
    }

    private static CloudEvent event(IncidentChange change, String kind) {
        Incident incident = change.incident();
        return new CloudEvent(
                UUID.randomUUID().toString(),
                SOURCE,
                "dev.evenkeel.alert.incident." + kind + ".v1",
                incident.id().toString(),
                incident.updatedAt(),
                IncidentEventJson.write(change));
    }

    private static String kind(IncidentChange change) {
        return switch (change) {
            case IncidentChange.Opened _ -> "opened";
            case IncidentChange.Updated _ -> "updated";
            case IncidentChange.Resolved _ -> "resolved";
        };
    }

    /** Adds to the timeline of the incident that a group has or last had. */
    public Uni<Void> note(SqlConnection transaction, UUID group, List<TimelineEntry> entries) {
        return entries.isEmpty() ? Uni.createFrom().voidItem() : store.note(transaction, group, entries);
    }

    public Uni<Optional<Incident>> find(UUID id) {
        return store.find(id);
    }

    /** Newest first; {@code after} is the last one of the page before. */
    public Uni<List<Incident>> list(Optional<Incident.Status> status, Optional<Incident> after, int limit) {
        return store.list(status, after, limit);
    }

    /** Oldest entry first. */
    public Uni<List<TimelineEntry>> timeline(UUID incident) {
        return store.timeline(incident);
    }

    /** Takes an incident on. @return the incident now; empty if it is not open */
    public Uni<Optional<Incident>> acknowledge(UUID id, String by) {
        Instant now = clock.instant();
        return pool.withTransaction(transaction -> store.acknowledge(transaction, id, by, now)
                .flatMap(acknowledged -> acknowledged
                        .map(incident -> store.note(
                                        transaction,
                                        incident.groupId(),
                                        List.of(new TimelineEntry(now, "acknowledged", by, by + " took it on")))
                                .replaceWith(acknowledged))
                        .orElseGet(() -> Uni.createFrom().item(acknowledged))));
    }
}
