package dev.evenkeel.alertrouter.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.grouping.BeforeLookingHandler;

/**
 * Gives alerts time to be reported again after nobody was there to take them in, as no replica ran or PostgreSQL was away.
 * A Prometheus reports each alert for a few minutes only, and again within them; what it could not report would be told to
 * be over, and a minute later to fire again.
 */
@ApplicationScoped
class AbsenceHandler implements BeforeLookingHandler {

    /** Longer than a Prometheus takes to report all its alerts again, by default every minute. */
    private static final Duration TIME_TO_REPORT = Duration.ofMinutes(5);

    private static final Duration BETWEEN_MEETINGS = Duration.ofSeconds(15);

    private final PresenceStore presence;
    private final Pool pool;
    private final Clock clock;
    private final Duration awayAfter;
    private volatile Instant lastMet = Instant.EPOCH;

    AbsenceHandler(
            PresenceStore presence,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.away-after", defaultValue = "100s") Duration awayAfter) {
        this.presence = presence;
        this.pool = pool;
        this.clock = clock;
        this.awayAfter = awayAfter;
    }

    @Override
    public Uni<Void> beforeLooking() {
        Instant now = clock.instant();
        if (!now.isBefore(lastMet) && now.isBefore(lastMet.plus(BETWEEN_MEETINGS))) {
            return Uni.createFrom().voidItem();
        }
        return pool.withTransaction(transaction -> meet(transaction, now))
                .invoke(() -> lastMet = now)
                .replaceWithVoid();
    }

    private Uni<Void> meet(SqlConnection transaction, Instant now) {
        return presence.meet(transaction, now)
                .flatMap(last -> now.isBefore(last.plus(awayAfter))
                        ? Uni.createFrom().voidItem()
                        : presence.renew(transaction, last, now.plus(TIME_TO_REPORT))
                                .invoke(alerts -> Log.infof(
                                        "Nobody took alerts in from %s to %s; %d alerts have until %s to be reported again",
                                        last, now, alerts, now.plus(TIME_TO_REPORT)))
                                .replaceWithVoid());
    }
}
