package dev.evenkeel.alertrouter.incident;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import jakarta.inject.Inject;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A plan is kept as it was made, so that one for a table with a few rows must do for a storm. */
@ServiceTest
class LookupsByIndexTest {

    private static final String IDS = "ARRAY[gen_random_uuid(), gen_random_uuid()]";

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            incident_parts_of_incidents(%s) | incident_part
            lock_incidents(%s)              | incident
            """)
    void aTableIsReadByItsIndexHoweverLittleIsInIt(String function, String table) throws SQLException {
        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT * FROM " + function.formatted(IDS));

            try (ResultSet scans = statement.executeQuery(
                    "SELECT seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relname = '" + table + "'")) {
                assertThat(scans.next()).isTrue();
                assertThat(scans.getLong("seq_scan")).isZero();
                assertThat(scans.getLong("idx_scan")).isPositive();
            }
            connection.rollback();
        }
    }

    @ParameterizedTest
    @CsvSource({"enable_seqscan, off", "plan_cache_mode, force_generic_plan", "jit, off"})
    void plansAreMadeForAStormWhenThereIsNoneYet(String setting, String value) {
        RowSet<Row> shown = pool.query("SHOW " + setting).execute().await().atMost(Duration.ofSeconds(20));

        assertThat(shown)
                .singleElement()
                .satisfies(row -> assertThat(row.getString(0)).isEqualTo(value));
    }
}
