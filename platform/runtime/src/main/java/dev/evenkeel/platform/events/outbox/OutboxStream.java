package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;

/**
 * Hears from PostgreSQL (LISTEN) that a transaction with events was committed, in this process or in another one, and
 * starts a round of the relay at once. It occupies one connection of the pool. While it is deaf, {@link RelayTask}'s
 * regular rounds find the events a second later.
 */
@ApplicationScoped
public class OutboxStream {

    private static final Backoff RECONNECT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Pool pool;
    private final Subscribers subscribers;
    private final EventRelay relay;
    private final Vertx vertx;
    private final RandomGenerator random = RandomGenerator.getDefault();

    private volatile SqlConnection listening;
    private volatile boolean stopped;

    OutboxStream(Pool pool, Subscribers subscribers, EventRelay relay, Vertx vertx) {
        this.pool = pool;
        this.subscribers = subscribers;
        this.relay = relay;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        if (!subscribers.all().isEmpty()) {
            listen(1);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        SqlConnection connection = listening;
        if (connection != null) {
            connection
                    .close()
                    .subscribe()
                    .with(closed -> {}, failure -> Log.debugf("The connection was closed already: %s", failure));
        }
    }

    private void listen(int attempt) {
        pool.getConnection().subscribe().with(connection -> listen(connection, attempt), failure -> {
            if (attempt == 1) {
                Log.warnf("No notice of new events from the database (%s); they are looked for instead", failure);
            }
            again(attempt + 1);
        });
    }

    private void listen(SqlConnection connection, int attempt) {
        PgConnection postgres = PgConnection.cast(connection.getDelegate());
        postgres.notificationHandler(notification -> nudge());
        postgres.closeHandler(closed -> again(1));
        connection
                .query("LISTEN " + OutboxStore.CHANNEL)
                .execute()
                .subscribe()
                .with(
                        heard -> {
                            listening = connection;
                            nudge();
                        },
                        failure -> {
                            Log.warnf("The database does not announce new events (%s)", failure);
                            postgres.closeHandler(null);
                            connection.closeAndForget();
                            again(attempt + 1);
                        });
    }

    private void again(int attempt) {
        listening = null;
        if (!stopped) {
            long wait = Math.max(100, RECONNECT.delay(attempt, random).toMillis());
            vertx.setTimer(wait, due -> listen(attempt));
        }
    }

    private void nudge() {
        relay.deliverDue()
                .subscribe()
                .with(
                        done -> {},
                        failure -> Log.warnf("A round of the relay ended early (%s); the next one follows", failure));
    }
}
