package dev.evenkeel.health.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlResult;

import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundAddresses;

/**
 * Logs in on a connection of its own and runs the query: a server that is up but refuses logins is not working. However
 * late the server is, no connection stays behind: one for each check would use up all that the server allows.
 */
@ApplicationScoped
class PostgresProbe {

    /** A connection on which nothing moves for so many times the check's timeout is given up, whatever it waits for. */
    private static final int GIVEN_UP_AFTER = 10;

    private final Vertx vertx;
    private final OutboundAddresses addresses;

    PostgresProbe(Vertx vertx, OutboundAddresses addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
    }

    /** @return why the target does not work; empty if it does. Fails if there was no answer in time. */
    Uni<Optional<String>> ask(Target.Postgres target, Duration timeout) {
        return addresses
                .resolve(target.host())
                .chain(found -> options(target, found.getFirst(), timeout))
                .chain(options -> rows(options, target.query()))
                .map(rows -> rows > 0 ? Optional.<String>empty() : Optional.of("the query returned no row"))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private Uni<Integer> rows(PgConnectOptions options, String query) {
        return Uni.createFrom().emitter(emitter -> {
            var visit = new Visit();
            emitter.onTermination(visit::end);
            PgConnection.connect(vertx, options)
                    .compose(connection -> visit.ask(connection, query))
                    .onComplete(emitter::complete, emitter::fail);
        });
    }

    /** The password may lie in a file, which is not read on an event loop. */
    private Uni<PgConnectOptions> options(Target.Postgres target, InetAddress address, Duration timeout) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> {
                                    var options = new PgConnectOptions()
                                            .setHost(address.getHostAddress())
                                            .setPort(target.port())
                                            .setDatabase(target.database())
                                            .setUser(target.user())
                                            .setPassword(target.password()
                                                    .map(Secret::reveal)
                                                    .orElse(""))
                                            .addProperty("application_name", "evenkeel health check");
                                    options.setIdleTimeout((int) timeout.multipliedBy(GIVEN_UP_AFTER)
                                                    .toMillis())
                                            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
                                    return options;
                                },
                                false)
                        .toCompletionStage());
    }

    /** One connection and its query, from the login until nobody waits for the answer any more. */
    private static final class Visit {

        private PgConnection connection;
        private boolean answered;
        private boolean over;

        Future<Integer> ask(PgConnection established, String query) {
            if (!begin(established)) {
                return established
                        .close()
                        .compose(closed -> Future.failedFuture(new VertxException("nobody waits any more", true)));
            }
            return established.query(query).execute().map(SqlResult::size).onComplete(done -> markAnswered());
        }

        private synchronized boolean begin(PgConnection established) {
            if (over) {
                return false;
            }
            connection = established;
            return true;
        }

        private synchronized void markAnswered() {
            answered = true;
        }

        /** Closing is a courtesy to the server; the answer does not wait for it. */
        void end() {
            PgConnection open;
            boolean queryRuns;
            synchronized (this) {
                over = true;
                open = connection;
                queryRuns = !answered;
            }
            if (open == null) {
                return;
            }
            if (queryRuns) {
                // The server notices a closed connection only when the query is done, which may be never.
                open.cancelRequest().onComplete(cancelled -> open.close());
            } else {
                open.close();
            }
        }
    }
}
