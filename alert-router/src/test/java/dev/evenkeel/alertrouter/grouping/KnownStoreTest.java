package dev.evenkeel.alertrouter.grouping;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.FiringAlert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read of groups before they are looked at. */
@ServiceTest
class KnownStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    KnownStore known;

    @Inject
    GroupStore groups;

    @Inject
    IngestService intake;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @Inject
    Pool pool;

    @BeforeEach
    void standStill() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
    }

    @Test
    void ofEachGroupItIsReadWhatIsInItWhoWasToldAndWhichIncidentHasIt() throws SQLException {
        take("Told");
        RouterUnderTest.flush();
        take("New");
        TestDatabase.ofRunningService()
                .execute("UPDATE alert_group SET claim = NULL, due_at = now() - interval '1h', next_turn_at = due_at");
        List<ClaimedGroup> claimed = claimed();

        KnownStore.Read read = await(known.read(pool, claimed, configuration.current()));

        UUID told = named(claimed, "Told").id();
        assertThat(read.alerts())
                .hasSize(2)
                .hasEntrySatisfying(told, alerts -> assertThat(names(alerts)).containsExactly("Told"))
                .hasEntrySatisfying(
                        named(claimed, "New").id(),
                        alerts -> assertThat(names(alerts)).containsExactly("New"));
        assertThat(read.told().values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.firing().toArray()).hasSize(1));
        assertThat(read.incidents()).containsOnlyKeys(told);
        assertThat(read.silences())
                .isEqualTo(TestDatabase.ofRunningService().number("SELECT version FROM silence_version"));
    }

    @Test
    void noTableIsReadWholeForItHoweverLittleIsInIt() {
        take("Few");
        List<ClaimedGroup> claimed = claimed();

        List<Long> readWhole = await(pool.withTransaction(transaction -> timesReadWhole(transaction)
                .flatMap(before -> known.read(transaction, claimed, configuration.current())
                        .chain(() -> timesReadWhole(transaction))
                        .map(after -> List.of(before, after)))));

        assertThat(readWhole.getLast()).isEqualTo(readWhole.getFirst());
    }

    private static Uni<Long> timesReadWhole(SqlConnection transaction) {
        return transaction
                .query("SELECT sum(seq_scan)::bigint FROM pg_stat_xact_user_tables WHERE relname IN"
                        + " ('alert', 'alert_group', 'further_membership', 'notification_log', 'incident_part')")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private List<ClaimedGroup> claimed() {
        return await(groups.claim(Map.of("team", 10), 1000, TestClock.now(), receiver -> PATIENCE));
    }

    private static ClaimedGroup named(List<ClaimedGroup> claimed, String name) {
        return claimed.stream()
                .filter(group -> group.labels().get("alertname").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.labels().get("alertname")).toList();
    }

    private void take(String name) {
        await(intake.take(List.of(FiringAlert.of("alertname", name))));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
