package dev.evenkeel.health.probe;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.testing.CuttableProxy;
import dev.evenkeel.testing.EmbeddedPostgres;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresProbeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    // So that the time after which a still connection is given up lies beyond the test's own patience.
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Loopback loopback = new Loopback();
    private final TestDatabase database = EmbeddedPostgres.running().emptyDatabase();
    private final PostgresProbe probe = new PostgresProbe(loopback.vertx(), loopback.addresses());
    private CuttableProxy proxy;

    @BeforeEach
    void aDatabaseBehindAProxy() throws IOException {
        proxy = new CuttableProxy(database.port());
    }

    @AfterEach
    void close() {
        proxy.close();
        loopback.close();
    }

    @Test
    void aServerThatAnswersWorksAndIsLeftWithoutAConnection() {
        Optional<String> failed = probe.ask(target("select 1"), LONG).await().indefinitely();

        assertThat(failed).isEmpty();
        awaitConnections(0);
    }

    @Test
    void aQueryWithoutARowIsAFailure() {
        Optional<String> failed =
                probe.ask(target("select 1 where false"), LONG).await().indefinitely();

        assertThat(failed).contains("the query returned no row");
    }

    @Test
    void aLoginThatSucceedsAfterTheTimeoutLeavesNoConnectionBehind() {
        proxy.holdBack();
        assertThatThrownBy(() -> probe.ask(target("select 1"), SHORT).await().indefinitely())
                .isInstanceOf(TimeoutException.class);
        awaitConnections(1);

        proxy.letThrough();

        awaitConnections(0);
    }

    @Test
    void aQueryThatTakesLongerThanTheTimeoutIsEnded() {
        assertThatThrownBy(() -> probe.ask(target("select pg_sleep(3600)"), SHORT)
                        .await()
                        .indefinitely())
                .isInstanceOf(TimeoutException.class);

        awaitConnections(0);
        Awaitility.await("the server works for nobody").until(() -> sessions() == 0);
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsGivenUp() {
        proxy.holdBack();

        assertThatThrownBy(() -> probe.ask(target("select 1"), Duration.ofMillis(200))
                        .await()
                        .indefinitely())
                .isInstanceOf(TimeoutException.class);

        awaitConnections(0);
    }

    private void awaitConnections(int number) {
        Awaitility.await("open connections").until(() -> proxy.connections() == number);
    }

    private long sessions() throws SQLException {
        return database.number("select count(*) from pg_stat_activity"
                + " where datname = current_database() and application_name = 'evenkeel health check'");
    }

    private Target.Postgres target(String query) {
        return new Target.Postgres(
                "127.0.0.1",
                proxy.port(),
                database.name(),
                EmbeddedPostgres.USER,
                Optional.of(Secret.literal(EmbeddedPostgres.PASSWORD)),
                query);
    }
}
