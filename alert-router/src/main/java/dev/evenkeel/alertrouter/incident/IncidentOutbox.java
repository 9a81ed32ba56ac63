package dev.evenkeel.alertrouter.incident;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

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
                        tellOthers(transaction, incident, kind, entry, about))
                .andFailFast()
                .replaceWithVoid();
    }

    /** The same of incidents that were opened, which stands in their timelines already. */
    Uni<Void> tellOthers(SqlConnection transaction, List<Opening> opened) {
        return opened.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(opened.stream()
                                .map(each ->
                                        tellOthers(transaction, each.incident(), "opened", each.entry(), each.about()))
                                .toList())
                        .andFailFast()
                        .replaceWithVoid();
    }

    private Uni<Void> tellOthers(
            SqlConnection transaction, Incident incident, String kind, TimelineEntry entry, About about) {
        return Uni.join()
                .all(
                        handOn(transaction, incident, entry),
                        outbox.append(
                                transaction,
                                new CloudEvent(
                                        UUID.randomUUID().toString(),
                                        SOURCE,
                                        "dev.evenkeel.alert.incident." + kind + ".v1",
                                        incident.id().toString(),
                                        incident.updatedAt(),
                                        IncidentEventJson.write(incident, entry.text(), about))))
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> handOn(SqlConnection transaction, Incident incident, TimelineEntry entry) {
        Uni<Void> handed = Uni.createFrom().voidItem();
        for (IncidentHandler handler : handlers) {
            handed = handed.chain(() -> handler.changed(transaction, incident, entry));
        }
        return handed;
    }
}
