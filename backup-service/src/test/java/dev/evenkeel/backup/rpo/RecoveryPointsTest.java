package dev.evenkeel.backup.rpo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static dev.evenkeel.testing.TestKeys.startPage;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class RecoveryPointsTest {

    private static final String BREACHED = "dev.evenkeel.backup.rpo.breached.v1";
    private static final String RECOVERED = "dev.evenkeel.backup.rpo.recovered.v1";

    @Inject
    ConfigurationService configuration;

    @TempDir
    Path folder;

    private final String target = "shop-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aDayIsPromised() throws IOException {
        TestClock.stop();
        promise("rpo: 24h");
    }

    @AfterEach
    void nothingIsPromised() throws IOException {
        assertThat(configuration.apply("backup.yaml", "targets: []")).isEmpty();
        Tasks.run("recovery-points");
    }

    @Test
    void aBackupThatGrowsTooOldAndIsRenewedIsToldOnceEach() throws SQLException {
        String first = completed();
        Tasks.run("recovery-points");
        assertThat(events()).isEmpty();

        after(Duration.ofHours(25));
        Tasks.run("recovery-points");
        ofTarget()
                .body("recoveryPoint.breached", is(true))
                .body("recoveryPoint.newest", is(first))
                .body("recoveryPoint.ageSeconds", is(90_000));
        startPage().body(containsString("promised at most 1 d"));
        metrics().body(containsString("evenkeel_backup_rpo_breached{target=\"" + target + "\"} 1.0"));
        after(Duration.ofMinutes(2));
        series("== 1").body("data.result", hasSize(1));

        String second = completed();
        Tasks.run("recovery-points");
        Tasks.run("recovery-points");

        assertThat(types()).containsExactly(BREACHED, RECOVERED);
        assertThat(events().getFirst().getString("newestBackup")).isEqualTo(first);
        assertThat(events().getLast().getString("newestBackup")).isEqualTo(second);
        ofTarget().body("recoveryPoint.breached", is(false));
        startPage().body(containsString("within the promised 1 d"));
        after(Duration.ofMinutes(2));
        series("== 0").body("data.result", hasSize(1));
    }

    @Test
    void aBackupWhoseCheckFailedDoesNotCount() throws SQLException {
        String good = completed();
        after(Duration.ofHours(20));
        checked(completed(), "failed");
        after(Duration.ofHours(5));

        Tasks.run("recovery-points");

        assertThat(types()).containsExactly(BREACHED);
        assertThat(events().getFirst().getString("newestBackup")).isEqualTo(good);
    }

    @Test
    void whereProofIsPromisedOnlyAProvenBackupCounts() throws IOException, SQLException {
        promise("rpo: { within: 24h, proven: true }");
        Tasks.run("recovery-points");
        after(Duration.ofHours(25));
        String backup = completed();

        Tasks.run("recovery-points");
        assertThat(types()).containsExactly(BREACHED);
        ofTarget().body("recoveryPoint.newest", nullValue()).body("recoveryPoint.proven", is(true));
        checked(backup, "passed");
        Tasks.run("recovery-points");

        assertThat(types()).containsExactly(BREACHED, RECOVERED);
    }

    @Test
    void aBrokenPromiseThatIsTakenBackIsNotBrokenAnyMore() throws IOException, SQLException {
        completed();
        after(Duration.ofHours(25));
        Tasks.run("recovery-points");

        promise("");
        Tasks.run("recovery-points");

        assertThat(types()).containsExactly(BREACHED, RECOVERED);
        assertThat(events().getLast().getBoolean("withdrawn")).isTrue();
        ofTarget().body("recoveryPoint", nullValue());
        metrics().body(not(containsString("evenkeel_backup_rpo_breached{target=\"" + target)));
    }

    private void promise(String rpo) throws IOException {
        Files.writeString(folder.resolve("key"), "0f".repeat(32) + "\n");
        assertThat(configuration.apply("backup.yaml", """
                        repository: { folder: "%1$s/repository", key_file: "%1$s/key" }
                        targets:
                          - name: %2$s
                            host: 127.0.0.1
                            port: 1
                            user: nobody
                            %3$s
                        """.formatted(folder, target, rpo)))
                .isEmpty();
    }

    private String completed() throws SQLException {
        String id = "20261121T023000Z-" + UUID.randomUUID().toString().substring(0, 8);
        Instant now = TestClock.now();
        sql("INSERT INTO backup_run (id, target, trigger, state, lease_until, begun_at, ended_at) VALUES ('" + id
                + "', '" + target + "', 'request', 'completed', '" + now + "', '" + now.minusSeconds(10) + "', '" + now
                + "')");
        return id;
    }

    private static void checked(String backup, String state) throws SQLException {
        Instant now = TestClock.now();
        sql("INSERT INTO backup_operation (id, backup_id, kind, state, lease_until, begun_at, ended_at) VALUES ('"
                + UUID.randomUUID() + "', '" + backup + "', 'verification', '" + state + "', '" + now + "', '" + now
                + "', '" + now + "')");
    }

    private static void after(Duration time) {
        TestClock.advance(time);
    }

    private ValidatableResponse ofTarget() {
        return as(Role.VIEWER)
                .when()
                .get("/api/v1/targets")
                .then()
                .statusCode(200)
                .rootPath("find { it.name == '" + target + "' }");
    }

    private static ValidatableResponse metrics() {
        return given().when().get("/metrics").then().statusCode(200);
    }

    private ValidatableResponse series(String comparison) {
        return as(Role.VIEWER)
                .queryParam("query", "evenkeel_backup_rpo_breached{target=\"" + target + "\"} " + comparison)
                .when()
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200);
    }

    private List<JsonObject> events() {
        return sent().stream().map(SentEvent::data).toList();
    }

    private List<SentEvent> sent() {
        return SentEvent.about(target).stream()
                .filter(event -> event.type().contains(".rpo."))
                .toList();
    }

    private List<String> types() {
        return sent().stream().map(SentEvent::type).toList();
    }

    private static void sql(String text) throws SQLException {
        TestDatabase.ofRunningService().execute(text);
    }
}
