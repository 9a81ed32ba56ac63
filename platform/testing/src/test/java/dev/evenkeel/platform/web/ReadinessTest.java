package dev.evenkeel.platform.web;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class ReadinessTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final TestDatabase database = TestDatabase.ofRunningService();

    @AfterEach
    void theDatabaseComesBack() throws SQLException {
        administer("alter database %s allow_connections true");
        await().atMost(SOON).until(() -> status("/q/health/ready") == 200);
    }

    @Test
    void aServiceIsReadyAsLongAsItsDatabaseIsThereAndLiveWithoutItToo() throws SQLException {
        assertThat(status("/q/health/ready")).isEqualTo(200);

        theDatabaseGoesAway();

        await().atMost(SOON).until(() -> status("/q/health/ready") == 503);
        assertThat(status("/q/health/live")).isEqualTo(200);

        theDatabaseComesBack();

        assertThat(status("/q/health/ready")).isEqualTo(200);
    }

    @Test
    void readinessAsksTheDatabaseThroughThePoolOfTheRequestsAlone() {
        List<String> checks = given().get("/q/health/ready").then().extract().path("checks.name");

        assertThat(checks)
                .contains("Reactive PostgreSQL connections health check")
                .doesNotContain("Database connections health check");
    }

    @Test
    void workThatGotNoConnectionIsNotCountedAsWaitingForOne() throws SQLException {
        theDatabaseGoesAway();
        await().atMost(SOON).until(() -> status("/web-test/telemetry/counted/away") == 503);
        for (int request = 0; request < 5; request++) {
            assertThat(status("/web-test/telemetry/counted/away")).isEqualTo(503);
        }

        String metrics = given().get("/metrics").asString();

        assertThat(metrics).containsPattern("db_pool_pending\\{pool=\".*\"\\} 0\\.0");
    }

    private static int status(String path) {
        return given().get(path).statusCode();
    }

    private void theDatabaseGoesAway() throws SQLException {
        administer("alter database %s allow_connections false");
        administer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'");
    }

    private void administer(String statement) throws SQLException {
        try (var connection = new TestDatabase(database.port(), "postgres").connect();
                var sql = connection.createStatement()) {
            sql.execute(statement.formatted(database.name()));
        }
    }
}
