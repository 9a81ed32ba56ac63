package dev.evenkeel.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.whole.RealServer;
import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.EmbeddedPostgres;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@ServiceTest
class BackupServiceTest {

    @Inject
    ConfigurationService configuration;

    private Path folder;

    @BeforeEach
    void aSuiteIsBackedUp() throws IOException {
        folder = RealServer.newFolder();
        Files.writeString(folder.resolve("key"), "0f".repeat(32) + "\n");
        assertThat(configuration.apply("backup.yaml", """
                        repository:
                          folder: %1$s/repository
                          key_file: %1$s/key
                        restore: { folder: %1$s/restores }
                        drill:
                          folder: %1$s/drills
                          programs: { "18": %2$s }
                          check_structure: false
                        targets:
                          - { name: suite, host: 127.0.0.1, port: %3$d, user: %4$s, password: "%5$s", afterwards: [] }
                          - { name: gone, host: 127.0.0.1, port: 1, user: nobody, afterwards: [] }
                        """.formatted(
                                folder,
                                RealServer.bundled().bin(),
                                TestDatabase.ofRunningService().port(),
                                EmbeddedPostgres.USER,
                                EmbeddedPostgres.PASSWORD)))
                .isEmpty();
    }

    @AfterEach
    void nothingIsLeft() throws IOException, SQLException {
        sql("DELETE FROM backup_run WHERE state = 'running'");
        assertThat(configuration.apply("backup.yaml", "targets: []")).isEmpty();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void aBackupThatIsAskedForIsTakenToldVerifiedAndDrilled() throws SQLException {
        String backup = started("suite");
        ended(backup)
                .body("state", is("completed"))
                .body("contentBytes", greaterThan(20_000_000))
                .body("stopLsn", containsString("/"));

        String verification = post(backup + "/verify", null, 202).extract().header("Location");
        ended(verification).body("state", is("passed")).body("report.findings", empty());
        String drill = post(backup + "/drill", null, 202).extract().header("Location");
        ended(drill)
                .body("report.findings", empty())
                .body("state", is("passed"))
                .body("report.tables", greaterThan(3));

        get(backup).body("operations.kind", hasItem("drill"));
        String id = backup.substring(backup.lastIndexOf('/') + 1);
        assertThat(eventsOf(id))
                .containsExactly(
                        "dev.evenkeel.backup.completed.v1",
                        "dev.evenkeel.backup.verified.v1",
                        "dev.evenkeel.backup.verified.v1");
        as(Role.VIEWER)
                .when()
                .get("/prometheus/api/v1/query?query=evenkeel_backup_last_verified_age_seconds")
                .then()
                .statusCode(200)
                .body("status", is("success"));
        as(Role.VIEWER).when().get("/").then().statusCode(200).body(containsString(id), containsString("drill passed"));
        given().when()
                .get("/q/metrics")
                .then()
                .body(containsString("evenkeel_backup_last_stored_bytes{target=\"suite\"}"));
    }

    @Test
    void aBackupIsRestoredIntoANewFolderOnly() {
        String backup = started("suite");
        ended(backup).body("state", is("completed"));

        String restore = post(backup + "/restore", Map.of("folder", "monday"), 202)
                .extract()
                .header("Location");
        ended(restore).body("state", is("passed")).body("report.dataFolder", is(folder + "/restores/monday/data"));

        assertThat(folder.resolve("restores/monday/data/PG_VERSION")).exists();
        post(backup + "/restore", Map.of("folder", "monday"), 400).body("detail", containsString("exists"));
        post(backup + "/restore", Map.of("folder", "../monday"), 400);
    }

    @Test
    void aServerThatCannotBeReachedMakesAFailureThatIsTold() throws SQLException {
        String backup = started("gone");
        ended(backup).body("state", is("failed")).body("error", containsString("127.0.0.1:1 cannot be reached"));

        assertThat(eventsOf(backup.substring(backup.lastIndexOf('/') + 1)))
                .containsExactly("dev.evenkeel.backup.failed.v1");
        post(backup + "/verify", null, 409);
    }

    @Test
    void aServerAtAnAddressThatMayNotBeContactedIsNotConnectedTo() throws IOException {
        addTarget("metadata", "169.254.169.254", "");

        String backup = started("metadata");

        ended(backup)
                .body("state", is("failed"))
                .body("error", containsString("169.254.169.254 is a cloud's metadata service"));
    }

    @Test
    void oneBackupOfATargetIsTakenAtATime() throws SQLException {
        sql("INSERT INTO backup_run (id, target, trigger, state, lease_until, begun_at) VALUES"
                + " ('20261121T023000Z-00000001', 'suite', 'request', 'running', now() + interval '1 hour', now())");

        post("/api/v1/backups", Map.of("target", "suite"), 409).body("detail", containsString("already"));
    }

    @Test
    void backupsComeInPagesThatMissNoneOfThoseThatBeganInTheSameInstant() throws SQLException {
        sql("INSERT INTO backup_run (id, target, trigger, state, lease_until, begun_at)"
                + " SELECT '20251121T023000Z-0000000' || i, 'paged-' || i, 'request', 'failed', now(),"
                + " '2025-11-21T02:30:00.000001Z' FROM generate_series(1, 3) i");
        List<String> ids = new ArrayList<>();

        String cursor = "";
        while (cursor != null) {
            JsonPath page =
                    get("/api/v1/backups?limit=1&cursor=" + cursor).extract().jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        }

        assertThat(ids)
                .doesNotHaveDuplicates()
                .containsSubsequence(
                        "20251121T023000Z-00000003", "20251121T023000Z-00000002", "20251121T023000Z-00000001");
    }

    @Test
    void theBackupOfADeadProcessIsEndedAndTold() throws SQLException {
        sql("INSERT INTO backup_run (id, target, trigger, state, lease_until, begun_at) VALUES"
                + " ('20261121T023000Z-00000002', 'dead', 'request', 'running', now() - interval '1 hour', now())");

        Tasks.run("scheduled-backups");

        get("/api/v1/backups/20261121T023000Z-00000002")
                .body("state", is("failed"))
                .body("error", containsString("process"));
        assertThat(eventsOf("20261121T023000Z-00000002")).containsExactly("dev.evenkeel.backup.failed.v1");
    }

    @Test
    void aTargetIsBackedUpWhenItsScheduleSaysSo() throws IOException {
        addTarget("nightly", "127.0.0.1", "schedule: { every: 1d }");

        Tasks.run("scheduled-backups");
        Tasks.run("scheduled-backups");

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/api/v1/backups?target=nightly")
                        .body("items.state", is(List.of("completed")))
                        .body("items.trigger", is(List.of("schedule"))));
        String backup = "/api/v1/backups/"
                + get("/api/v1/backups?target=nightly").extract().path("items[0].id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get(backup).body("operations.state", is(List.of("passed"))));
    }

    @Test
    void requestsThatMakeNoSenseAreProblemsAndNotErrors() {
        post("/api/v1/backups", Map.of("target", "nowhere"), 422).body("detail", containsString("suite"));
        post("/api/v1/backups", Map.of(), 400);
        as(Role.OPERATOR)
                .contentType("application/json")
                .body("{\"target\":")
                .when()
                .post("/api/v1/backups")
                .then()
                .statusCode(400);
        post("/api/v1/backups/20261121T023000Z-99999999/verify", null, 404);
        as(Role.VIEWER).when().get("/api/v1/backups/..%2F..%2Fetc").then().statusCode(404);
        as(Role.VIEWER).when().get("/api/v1/backups?cursor=yesterday").then().statusCode(400);
        as(Role.VIEWER).when().get("/api/v1/backups?limit=0").then().statusCode(400);
    }

    @Test
    void onlyOperatorsStartAnything() {
        given().when().get("/api/v1/backups").then().statusCode(401);
        as(Role.VIEWER)
                .contentType("application/json")
                .body(Map.of("target", "suite"))
                .when()
                .post("/api/v1/backups")
                .then()
                .statusCode(403);
        as(Role.VIEWER).when().get("/api/v1/targets").then().statusCode(200).body("name", hasItem("suite"));
    }

    @Test
    void noSecretIsTold() {
        as(Role.VIEWER).when().get("/api/v1/targets").then().body(not(containsString(EmbeddedPostgres.PASSWORD)));
    }

    private void addTarget(String name, String host, String more) throws IOException {
        String added = configuration.files().get("backup.yaml")
                + """
                  - name: %s
                    host: %s
                    port: %d
                    user: %s
                    password: "%s"
                    row_counts: { enabled: false }
                    %s
                """.formatted(
                                name,
                                host,
                                TestDatabase.ofRunningService().port(),
                                EmbeddedPostgres.USER,
                                EmbeddedPostgres.PASSWORD,
                                more);
        assertThat(configuration.apply("backup.yaml", added)).isEmpty();
    }

    private static String started(String target) {
        return post("/api/v1/backups", Map.of("target", target), 202).extract().header("Location");
    }

    /** Waits for the end of what {@code location} names. */
    private static ValidatableResponse ended(String location) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> get(location).body("state", not(is("running"))));
        return get(location);
    }

    private static ValidatableResponse get(String path) {
        return as(Role.VIEWER).when().get(path).then().statusCode(200);
    }

    private static ValidatableResponse post(String path, Object body, int status) {
        var request = as(Role.OPERATOR);
        return (body == null ? request : request.contentType("application/json").body(body))
                .when()
                .post(path)
                .then()
                .statusCode(status);
    }

    private static List<String> eventsOf(String backup) {
        return SentEvent.all().stream()
                .filter(event -> event.data().getString("backup").equals(backup))
                .map(SentEvent::type)
                .toList();
    }

    private static void sql(String text) throws SQLException {
        TestDatabase.ofRunningService().execute(text);
    }
}
