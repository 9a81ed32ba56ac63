package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;

import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

@ServiceTest
class BareServiceTest {

    @Inject
    Clock clock;

    @Inject
    Pool pool;

    @Test
    void aServiceOfThePlatformAloneIsReady() {
        given().when().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void theServiceUsesTheDatabaseThatTestsSee() {
        String seenByService = pool.query("SELECT current_database() AS name")
                .executeAndAwait()
                .iterator()
                .next()
                .getString("name");

        assertThat(seenByService).isEqualTo(TestDatabase.ofRunningService().name());
    }

    @Test
    void theServiceSeesTheTimeThatATestSets() {
        TestClock.set(Instant.parse("2026-02-03T04:05:06Z"));
        TestClock.advance(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo("2026-02-03T04:10:06Z");
    }

    @Test
    void theSchemaOfThePlatformIsThere() throws SQLException {
        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement statement = connection.createStatement();
                ResultSet table = statement.executeQuery("SELECT to_regclass('flyway_schema_history')")) {
            assertThat(table.next()).isTrue();
            assertThat(table.getString(1)).isEqualTo("flyway_schema_history");
        }
    }
}
