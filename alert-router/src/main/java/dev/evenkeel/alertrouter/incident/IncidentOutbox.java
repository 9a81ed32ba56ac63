package dev.evenkeel.alertrouter.incident;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.incident.IncidentHandler.Change;
import dev.evenkeel.alertrouter.incident.IncidentStore.Opening;
import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.Outbox;

/** Tells of what happened to an incident, in its transaction: its timeline, whoever follows from it, and other services. */
@ApplicationScoped
class IncidentOutbox {

    private static final String SOURCE = "/evenkeel/alert-router";

    private final TimelineStore timelines;
    private final List<IncidentHandler> handlers;
    private final Outbox outbox;

    IncidentOutbox(TimelineStore timelines, @All List<IncidentHandler> handlers, Outbox outbox) {
        this.timelines = timelines;
        this.handlers = handlers;
        this.outbox = outbox;
    }

    /** @param kind the end of the event's type: {@code opened}, {@code updated} or {@code resolved} */
    Uni<Void> tell(SqlConnection transaction, Incident incident, String kind, TimelineEntry entry, About about) {
        // on their way at once: none of them reads what another writes
        return Uni.join()
                .all(
                        timelines.noteOn(transaction, incident.id(), List.of(entry)),
                        handOn(transaction, List.of(new Change(incident, entry))),
                        append(transaction, incident, kind, entry, about))
                .andFailFast()
                .replaceWithVoid();
    }

    /** The same of incidents that were opened, which stands in their timelines already. */
    Uni<Void> tellOthers(SqlConnection transaction, List<Opening> opened) {
        if (opened.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> handed = handOn(
                transaction,
                opened.stream()
                        .map(each -> new Change(each.incident(), each.entry()))
                        .toList());
        Stream<Uni<Void>> appended =
                opened.stream().map(each -> append(transaction, each.incident(), "opened", each.entry(), each.about()));
        return Uni.join()
                .all(Stream.concat(Stream.of(handed), appended).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> append(
            SqlConnection transaction, Incident incident, String kind, TimelineEntry entry, About about) {
        return outbox.append(
                transaction,
                new CloudEvent(
                        UUID.randomUUID().toString(),
                        SOURCE,
                        "dev.evenkeel.alert.incident." + kind + ".v1",
                        incident.id().toString(),
                        incident.updatedAt(),
                        IncidentEventJson.write(incident, entry.text(), about)));
    }

    private Uni<Void> handOn(SqlConnection transaction, List<Change> changes) {
        Uni<Void> handed = Uni.createFrom().voidItem();
        for (IncidentHandler handler : handlers) {
            handed = handed.chain(() -> handler.changed(transaction, changes));
        }
        return handed;
    }
}
