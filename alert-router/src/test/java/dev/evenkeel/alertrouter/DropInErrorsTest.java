package dev.evenkeel.alertrouter;

import java.sql.SQLException;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
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
        isText(as(Role.VIEWER).contentType(ContentType.JSON).body(ALERT).when().post("/api/v2/alerts"), 403, "role");
        isText(as(Role.INGEST).when().get("/api/v2/alerts"), 403, "role");
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
