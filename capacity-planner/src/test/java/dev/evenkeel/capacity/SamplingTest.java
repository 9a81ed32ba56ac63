package dev.evenkeel.capacity;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

@ServiceTest
class SamplingTest {

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-21T12:00:03Z");

    @Inject
    ConfigurationService configuration;

    private final HttpSink node = HttpSink.start();
    private static int run;
    private String disk;

    @BeforeEach
    void aDiskIsWatched() throws IOException {
        TestClock.set(START);
        disk = "volume-" + ++run;
        used("60");
        assertThat(configuration.apply("capacity.yaml", """
                        sources:
                          - { name: node, scrape: { job: node, url: "%2$s" } }
                        resources:
                          - name: %1$s
                            source: node
                            usage: used_bytes
                            limit: { query: size_bytes }
                            step: 10s
                            horizon: 1h
                            keep: 1d
                        """.formatted(disk, node.url("/metrics"))))
                .isEmpty();
    }

    @Test
    void aResourceThatIsNoLongerConfiguredIsNoLongerInTheMetrics() throws IOException {
        sample();
        assertThat(samplesCounted()).isTrue();

        assertThat(configuration.apply("capacity.yaml", "resources: []")).isEmpty();
        sample();

        assertThat(samplesCounted()).isFalse();
    }

    private boolean samplesCounted() {
        return given().when()
                .get("/q/metrics")
                .asString()
                .contains("evenkeel_capacity_samples_total{outcome=\"success\",resource=\"" + disk + "\"}");
    }

    @AfterEach
    void nothingIsWatchedAnyMore() {
        node.close();
    }

    @Test
    void aSampleIsTakenOncePerStepAtItsPlace() throws SQLException {
        sample();
        sample();
        TestClock.advance(Duration.ofSeconds(3));
        sample();
        used("61");
        TestClock.advance(STEP);
        sample();

        assertThat(samples()).containsExactly("12:00:00 60.0 100.0", "12:00:10 61.0 100.0");
        assertThat(node.requests()).hasSize(2);
    }

    @Test
    void aSlotThatAnotherReplicaHasTakenIsLeftToIt() throws SQLException {
        execute("INSERT INTO sampling_round (resource, next_at) VALUES ('" + disk + "', '2026-11-21T12:00:10Z')");

        sample();

        assertThat(samples()).isEmpty();
        assertThat(node.requests()).isEmpty();
    }

    @Test
    void aSampleThatIsThereAlreadyStaysAsItIs() throws SQLException {
        execute("INSERT INTO usage_sample VALUES ('" + disk + "', '2026-11-21T12:00:00Z', 5, 100)");

        sample();

        assertThat(samples()).containsExactly("12:00:00 5.0 100.0");
    }

    @Test
    void whatCannotBeReadIsCountedShownAndLeftOut() throws SQLException {
        node.answer(Answer.text(200, "used_bytes NaN\nsize_bytes 100\n"));
        sample();
        node.answer(Answer.status(500));
        TestClock.advance(STEP);
        sample();
        node.refuseConnections();
        TestClock.advance(STEP);
        sample();

        assertThat(samples()).isEmpty();
        assertThat(trouble()).isNotBlank();
        as(Role.VIEWER)
                .when()
                .get("/metrics")
                .then()
                .body(containsString(
                        "evenkeel_capacity_samples_total{outcome=\"failure\",resource=\"" + disk + "\"} 3.0"));
    }

    @Test
    void aSourceThatIsTooSlowIsGivenUp() throws IOException, SQLException {
        configuration.apply(
                "capacity.yaml",
                configuration.files().get("capacity.yaml").replace("/metrics\"", "/metrics\", timeout: 100ms"));
        node.answer(Answer.text(200, "used_bytes 1\nsize_bytes 100\n").after(Duration.ofSeconds(2)));

        sample();

        assertThat(samples()).isEmpty();
        assertThat(trouble()).isNotBlank();
    }

    @Test
    void troubleIsForgottenWhenItIsOver() throws SQLException {
        node.answer(Answer.text(200, "something_else 1\n"));
        sample();
        assertThat(trouble()).isEqualTo("'used_bytes' has no value");
        used("60");
        TestClock.advance(STEP);
        sample();

        assertThat(trouble()).isNull();
        assertThat(samples()).containsExactly("12:00:10 60.0 100.0");
    }

    @Test
    void aClockThatIsSetBackDoesNotStopSampling() throws SQLException {
        TestClock.advance(Duration.ofDays(2));
        sample();
        TestClock.set(START);
        sample();

        assertThat(samples()).containsExactly("12:00:00 60.0 100.0", "12:00:00 60.0 100.0");
    }

    @Test
    void oldSamplesAreForgotten() throws SQLException {
        sample();
        TestClock.advance(Duration.ofDays(2));
        sample();

        Tasks.run("capacity-forgetting");

        assertThat(samples()).hasSize(1);
    }

    private void used(String bytes) {
        node.answer(Answer.text(200, "used_bytes " + bytes + "\nsize_bytes 100\n"));
    }

    private static void sample() {
        Tasks.run("capacity-sampling");
    }

    private List<String> samples() throws SQLException {
        List<String> samples = new ArrayList<>();
        try (Connection connection = TestDatabase.ofRunningService().connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT at, used, available FROM usage_sample WHERE resource = ? ORDER BY at")) {
            statement.setString(1, disk);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                Instant at = rows.getObject("at", OffsetDateTime.class).toInstant();
                samples.add(at.toString().substring(11, 19) + " " + rows.getDouble("used") + " "
                        + rows.getDouble("available"));
            }
        }
        return samples;
    }

    private String trouble() throws SQLException {
        try (Connection connection = TestDatabase.ofRunningService().connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT trouble FROM sampling_round WHERE resource = ?")) {
            statement.setString(1, disk);
            ResultSet rows = statement.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString("trouble");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.ofRunningService().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
