package dev.evenkeel.alertrouter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static dev.evenkeel.testing.TestKeys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Errors that are found before a handler of API v2, or behind it, look as those of Alertmanager do. */
@ServiceTest
class DropInErrorsTest {

    private static final String ALERT = "[{\"labels\":{\"alertname\":\"Outage\"}}]";

    private final TestDatabase database = TestDatabase.ofRunningService();

    @AfterEach
    void theDatabaseIsBack() throws SQLException {
        database.comeBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/alerts", "/api/v2/alerts/groups", "/api/v2/status", "/api/v2/nothing"})
    void whoeverHasNoKeyIsToldSoInAText(String path) {
        Response answer = given().when().get(path);

        isText(answer, 401, "API key");
        assertThat(answer.headers().getValues("WWW-Authenticate"))
                .anyMatch(challenge -> challenge.startsWith("Bearer"));
        isText(given().header("Authorization", "Bearer ek_wrong").when().get(path), 401, "key");
    }

    @Test
    void aKeyWithoutTheRoleIsForbidden() {
        isText(
                as(Role.VIEWER).contentType(ContentType.JSON).body(ALERT).when().post("/api/v2/alerts"),
                403,
                "roles allow does not include this: viewer");
        isText(as(Role.INGEST).when().get("/api/v2/alerts"), 403, "ingest");
    }

    @Test
    void aPathThatIsNotThereIsNamed() {
        Response answer = as(Role.VIEWER).when().get("/api/v2/nothing");

        assertThat(answer.asString()).isEqualTo("{\"code\":404,\"message\":\"path /api/v2/nothing was not found\"}");
        isCoded(answer, 404);
    }

    @Test
    void aMethodThatIsNotThereIsNotAllowed() {
        Response answer = as(Role.ADMIN).when().delete("/api/v2/status");

        isCoded(answer, 405);
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void aBodyThatIsTooLargeIsNotTakenIn() {
        isText(
                as(Role.INGEST)
                        .contentType(ContentType.JSON)
                        .body(new byte[10 * 1024 * 1024])
                        .when()
                        .post("/api/v2/alerts"),
                413,
                "bytes");
    }

    @Test
    void aBodyThatIsNoJsonByItsTypeIsNotRead() {
        isCoded(as(Role.INGEST).contentType("text/plain").body(ALERT).when().post("/api/v2/alerts"), 415);
    }

    @Test
    void alertsThatCannotBeStoredAreToBeSentAgain() throws SQLException {
        RouterUnderTest.post(ALERT).statusCode(200);

        database.goAway();
        Response answer =
                as(Role.INGEST).contentType(ContentType.JSON).body(ALERT).when().post("/api/v2/alerts");

        isText(answer, 503, "does not answer");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }

    @Test
    void alertsThatCannotBeReadAreToBeAskedForAgain() throws SQLException {
        database.goAway();

        Response answer = as(Role.VIEWER).when().get("/api/v2/alerts");

        isText(answer, 503, "does not answer");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v2/status", "/api/v2/receivers", "/api/v2/silences", "/api/v2/alerts", "/api/v2/nothing"})
    void nobodyOnTheWayKeepsAnAnswerOrGivesItToPagesOfOthers(String path) {
        for (Response answer : List.of(
                as(Role.VIEWER).header("Origin", "https://elsewhere.example").get(path),
                given().header("Origin", "https://elsewhere.example").get(path),
                given().header("Origin", "https://elsewhere.example")
                        .header("Access-Control-Request-Method", "GET")
                        .options(path))) {
            assertThat(answer.headers().getValues("Cache-Control")).containsExactly("no-store");
            assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @Test
    void aReloadOfABadFileIsAnsweredAsAlertmanagerDoes() throws IOException {
        String good = "{route: {receiver: nobody}, receivers: [{name: nobody}]}\n";
        String bad = "{route: {receiver: nobody}, receivers: [{name: somebody}]}\n";
        RouterUnderTest.configure(good);
        Path file = Path.of(ConfigProvider.getConfig().getValue("evenkeel.configuration.folder", String.class))
                .resolve("alertmanager.yml");
        try {
            Files.writeString(file, bad);
            Response answer = as(Role.OPERATOR).post("/-/reload");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.contentType()).startsWith("text/plain");
            assertThat(answer.asString())
                    .startsWith("failed to reload config: alertmanager.yml:1:")
                    .contains("undefined receiver \"nobody\" used in route");
        } finally {
            Files.writeString(file, good);
        }
        as(Role.OPERATOR).post("/-/reload").then().statusCode(200);
        // everything else about it is ours
        given().post("/-/reload").then().statusCode(401).contentType("application/problem+json");
        as(Role.OPERATOR)
                .contentType("text/plain")
                .body(bad)
                .put("/api/v1/configuration/files/alertmanager.yml")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void outsideOfTheContractAnErrorIsAProblem() {
        given().when().get("/api/v1/inbox").then().statusCode(401).contentType("application/problem+json");
        given().when().get("/api/v2x").then().contentType("application/problem+json");
    }

    private static void isText(Response answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.asString()).startsWith("\"").endsWith("\"\n").containsIgnoringCase(part);
    }

    private static void isCoded(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.jsonPath().getInt("code")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("message")).isNotBlank();
    }
}
