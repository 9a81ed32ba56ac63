package dev.evenkeel.alertrouter.events;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.EventHandler;

/** Takes the events of the other services, and stores the alerts they mean in the transaction that receives them. */
@ApplicationScoped
class AlertEventHandler implements EventHandler {

    private final IngestService intake;
    private final Clock clock;

    AlertEventHandler(IngestService intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return EventAlert.types();
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, CloudEvent event) {
        return Uni.createFrom().deferred(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<Alert> alerts = EventAlert.of(
                    event.type(), event.source(), event.subject(), event.time(), EventDataJson.read(event.data()), now);
            return alerts.isEmpty() ? Uni.createFrom().voidItem() : intake.take(transaction, alerts);
        });
    }
}
