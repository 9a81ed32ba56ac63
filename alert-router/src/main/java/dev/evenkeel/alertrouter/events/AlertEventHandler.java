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
    private final KnownAlertStore known;
    private final Clock clock;

    AlertEventHandler(IngestService intake, KnownAlertStore known, Clock clock) {
        this.intake = intake;
        this.known = known;
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
            return worthTaking(transaction, alerts, now)
                    .flatMap(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : intake.take(transaction, taken));
        });
    }

    /**
     * Leaves out the ends of what never began. A component that is seen for the first time, and is up, tells so, and it would
     * be an alert that nobody saw fire, in the replay of a week and in the figures of what is noise.
     */
    private Uni<List<Alert>> worthTaking(SqlConnection transaction, List<Alert> alerts, Instant now) {
        List<Long> ends = alerts.stream()
                .filter(alert -> alert.resolvedAt(now))
                .map(Alert::fingerprint)
                .toList();
        if (ends.isEmpty()) {
            return Uni.createFrom().item(alerts);
        }
        return known.among(transaction, ends)
                .map(began -> alerts.stream()
                        .filter(alert -> !alert.resolvedAt(now) || began.contains(alert.fingerprint()))
                        .toList());
    }
}
