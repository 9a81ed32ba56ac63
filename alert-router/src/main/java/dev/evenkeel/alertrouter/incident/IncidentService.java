package dev.evenkeel.alertrouter.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
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
    private final List<IncidentHandler> handlers;
    private final Pool pool;
    private final Clock clock;

    IncidentService(IncidentStore store, Outbox outbox, @All List<IncidentHandler> handlers, Pool pool, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.handlers = handlers;
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
                .map(change -> pool.withTransaction(transaction -> apply(transaction, current, change, group.about())))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> apply(SqlConnection transaction, Optional<Incident> before, IncidentChange change, About about) {
        Incident after = change.incident();
        Uni<Optional<Incident>> written = before.map(known -> store.change(transaction, known, after))
                .orElseGet(
                        () -> store.open(transaction, after).map(ours -> ours ? Optional.of(after) : Optional.empty()));
        String kind = kind(change);
        var entry = TimelineEntry.byItself(after.updatedAt(), kind, change.sentence());
        return written.flatMap(ours -> ours.map(incident -> tell(transaction, incident, kind, entry, about))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> tell(
            SqlConnection transaction, Incident incident, String kind, TimelineEntry entry, About about) {
        return store.note(transaction, incident.groupId(), List.of(entry))
                .chain(() -> handOn(transaction, incident, entry))
                .chain(() -> outbox.append(
                        transaction,
                        new CloudEvent(
                                UUID.randomUUID().toString(),
                                SOURCE,
                                "dev.evenkeel.alert.incident." + kind + ".v1",
                                incident.id().toString(),
                                incident.updatedAt(),
                                IncidentEventJson.write(incident, entry.text(), about))));
    }

    private Uni<Void> handOn(SqlConnection transaction, Incident incident, TimelineEntry entry) {
        Uni<Void> handed = Uni.createFrom().voidItem();
        for (IncidentHandler handler : handlers) {
            handed = handed.chain(() -> handler.changed(transaction, incident, entry));
        }
        return handed;
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

    /** Adds to the timeline of an incident. */
    public Uni<Void> noteOn(SqlConnection transaction, UUID incident, List<TimelineEntry> entries) {
        return entries.isEmpty() ? Uni.createFrom().voidItem() : store.noteOn(transaction, incident, entries);
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

    /** Takes an incident on, and tells others of it. @return the incident now; empty if it is not open */
    public Uni<Optional<Incident>> acknowledge(UUID id, String by) {
        Instant now = clock.instant();
        var entry = new TimelineEntry(now, "acknowledged", by, by + " took it on");
        return pool.withTransaction(transaction -> store.acknowledge(transaction, id, by, now)
                .flatMap(acknowledged -> acknowledged
                        .map(incident -> tell(transaction, incident, "updated", entry, About.NOTHING_NEW)
                                .replaceWith(acknowledged))
                        .orElseGet(() -> Uni.createFrom().item(acknowledged))));
    }
}
