package dev.evenkeel.health.probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;

import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundAddresses;

/** Logs in on a connection of its own and runs the query: a server that is up but refuses logins is not working. */
@ApplicationScoped
class PostgresProbe {

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
                .flatMap(found -> PgConnection.connect(vertx, options(target, found.getFirst())))
                .flatMap(connection -> rows(connection, target.query())
                        // Closing is a courtesy to the server; the answer does not wait for it.
                        .onTermination()
                        .invoke(() -> connection.close().subscribe().with(closed -> {}, failure -> {})))
                .map(rows -> rows > 0 ? Optional.<String>empty() : Optional.of("the query returned no row"))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static Uni<Integer> rows(PgConnection connection, String query) {
        return connection.query(query).execute().map(rows -> rows.size());
    }

    private static PgConnectOptions options(Target.Postgres target, InetAddress address) {
        return new PgConnectOptions()
                .setHost(address.getHostAddress())
                .setPort(target.port())
                .setDatabase(target.database())
                .setUser(target.user())
                .setPassword(target.password().map(Secret::reveal).orElse(""))
                .addProperty("application_name", "evenkeel health check");
    }
}
