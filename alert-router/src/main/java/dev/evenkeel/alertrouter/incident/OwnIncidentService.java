package dev.evenkeel.alertrouter.incident;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.incident.IncidentStore.Opening;

/**
 * Incidents that are about no group of alerts but about something of ours, such as a storm: whoever opens one says how bad it
 * is and when it is over. People work on them as on any other.
 */
@ApplicationScoped
public class OwnIncidentService {

    private final IncidentStore store;
    private final PartStore parts;
    private final TimelineStore timelines;
    private final IncidentOutbox outbox;

    OwnIncidentService(IncidentStore store, PartStore parts, TimelineStore timelines, IncidentOutbox outbox) {
        this.store = store;
        this.parts = parts;
        this.timelines = timelines;
        this.outbox = outbox;
    }

    /**
     * What an incident is about.
     *
     * @param key in the place of a group's, by which links and call-backs find the incident; that of no other one that is open
     */
    public record Subject(String key, String receiver, String title) {

        private UUID id() {
            return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Opens an incident, whose row is locked then. */
    public Uni<Incident> open(
            SqlConnection transaction, UUID id, Subject subject, Severity severity, String why, Instant now) {
        Incident opened = Incident.opened(
                id,
                subject.id(),
                subject.key(),
                Optional.empty(),
                subject.receiver(),
                subject.title(),
                severity,
                Fingerprints.none(),
                now);
        List<Opening> opening =
                List.of(new Opening(opened, TimelineEntry.byItself(now, "opened", why), About.NOTHING_NEW));
        return store.open(transaction, opening)
                .chain(() -> outbox.tellOthers(transaction, opening))
                .replaceWith(opened);
    }

    /** Makes an incident at least that bad, unless it is already, or over. */
    public Uni<Void> worsen(SqlConnection transaction, UUID id, Severity least, Instant now) {
        return locked(transaction, id, placed -> {
            Incident incident = placed.incident();
            if (incident.isResolved() || incident.severity().compareTo(least) >= 0) {
                return Uni.createFrom().voidItem();
            }
            Incident worse = incident.change(now).atLeast(least).done();
            return write(
                    transaction,
                    worse,
                    "updated",
                    TimelineEntry.byItself(now, "updated", "It is " + least.text() + " by now"));
        });
    }

    /**
     * Ends an incident, unless it is over already; one that alerts of others were merged into goes on until they end, and
     * hears only that this is over.
     */
    public Uni<Void> end(SqlConnection transaction, UUID id, String why, Instant now) {
        return locked(transaction, id, placed -> {
            Incident incident = placed.incident();
            if (incident.isResolved()) {
                return Uni.createFrom().voidItem();
            }
            if (!incident.firing().isEmpty()) {
                return timelines.noteOn(transaction, id, List.of(TimelineEntry.byItself(now, "noted", why)));
            }
            Incident over = incident.change(now).resolvedBy(Optional.empty()).done();
            return parts.forget(transaction, id)
                    .chain(() -> write(transaction, over, "resolved", TimelineEntry.byItself(now, "resolved", why)));
        });
    }

    /**
     * Has an incident wait for somebody again, unless it goes on as another.
     *
     * @param takenOnBy only if somebody acknowledged or resolved it by then
     */
    public Uni<Void> giveBack(SqlConnection transaction, UUID id, Instant takenOnBy, String why, Instant now) {
        return locked(transaction, id, placed -> {
            Incident incident = placed.incident();
            Optional<Instant> takenOnAt =
                    incident.resolvedAt().or(() -> incident.acknowledgement().map(Incident.Acknowledgement::at));
            if (incident.mergedInto().isPresent()
                    || takenOnAt.filter(at -> !at.isAfter(takenOnBy)).isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Incident again = incident.change(now).open().done();
            if (!incident.isResolved()) {
                return write(transaction, again, "updated", TimelineEntry.byItself(now, "unacknowledged", why));
            }
            List<Part> all = Stream.concat(Stream.of(Part.whole(again)), placed.parts().stream())
                    .toList();
            return parts.replace(transaction, placed.parts(), all)
                    .chain(() -> write(transaction, again, "updated", TimelineEntry.byItself(now, "reopened", why)));
        });
    }

    private Uni<Void> locked(SqlConnection transaction, UUID id, Function<IncidentWithParts, Uni<Void>> change) {
        return parts.lock(transaction, List.of(id))
                .flatMap(found -> found.containsKey(id)
                        ? change.apply(found.get(id))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> write(SqlConnection transaction, Incident incident, String event, TimelineEntry entry) {
        return store.save(transaction, incident)
                .chain(() -> outbox.tell(transaction, incident, event, entry, About.NOTHING_NEW));
    }
}
