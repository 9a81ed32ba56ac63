package dev.evenkeel.platform.security;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@ServiceTest
class KeysTest {

    @Test
    void aNewKeyWorksAtOnceWithItsRolesAndNoOthers() {
        String key = create("grafana", "viewer", null).getString("key");

        with(key).get("/test/viewer").then().statusCode(200).body(is("grafana"));
        with(key)
                .header("Sec-Fetch-Site", "cross-site")
                .post("/test/responder")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aKeyIsShownOnceAndIsNowhereInTheDatabase() throws SQLException {
        JsonPath made = create("shown once", "viewer", null);

        String listed = TestKeys.as(Role.ADMIN).get("/api/v1/keys").asString();

        assertThat(listed).contains(made.getString("id")).doesNotContain(made.getString("key"), "digest");
        try (var connection = TestDatabase.ofRunningService().connect();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select k::text from api_key k")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain(made.getString("key"));
            }
        }
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndItsOwnerIsToldWhy() {
        JsonPath made = create("leaver", "operator", null);
        with(made.getString("key")).get("/test/viewer").then().statusCode(200);

        TestKeys.as(Role.ADMIN)
                .delete("/api/v1/keys/" + made.getString("id"))
                .then()
                .statusCode(200)
                .body("state", is("revoked"))
                .body("revokedBy", is("admin"));

        with(made.getString("key"))
                .get("/test/viewer")
                .then()
                .statusCode(401)
                .body("detail", containsString("'leaver' was revoked"));
    }

    @Test
    void revokingTwiceKeepsTheFirstTime() {
        String id = create("twice", "viewer", null).getString("id");
        String path = "/api/v1/keys/" + id;
        String first = TestKeys.as(Role.ADMIN).delete(path).jsonPath().getString("revokedAt");

        TestClock.advance(Duration.ofMinutes(5));

        TestKeys.as(Role.ADMIN).delete(path).then().statusCode(200).body("revokedAt", is(first));
    }

    @Test
    void aKeyEndsAtItsExpiry() {
        Instant now = TestClock.stop();
        String key =
                create("contractor", "viewer", now.plus(Duration.ofHours(1))).getString("key");
        with(key).get("/test/viewer").then().statusCode(200);

        TestClock.advance(Duration.ofHours(1));

        with(key).get("/test/viewer").then().statusCode(401).body("detail", containsString("'contractor' expired"));
        TestKeys.as(Role.ADMIN)
                .get("/api/v1/keys")
                .then()
                .body("keys.find { it.name == 'contractor' }.state", is("expired"));
    }

    @Test
    void theUseOfAKeyIsNoted() {
        JsonPath made = create("noted", "viewer", null);

        with(made.getString("key")).get("/test/viewer").then().statusCode(200);

        String lastUse = "keys.find { it.name == 'noted' }.lastUsedAt";
        await().untilAsserted(
                        () -> TestKeys.as(Role.ADMIN).get("/api/v1/keys").then().body(lastUse, notNullValue()));
    }

    @Test
    void theRightIdWithTheWrongSecretIsNotTheKey() {
        JsonPath made = create("guessed", "viewer", null);
        String other = ApiKey.generate(new SecureRandom()).reveal();

        with(other).get("/test/viewer").then().statusCode(401).body("detail", not(containsString("guessed")));
        with(made.getString("key")).get("/test/viewer").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':'x'}",
                "{'name':'','roles':['viewer']}",
                "{'name':'x','roles':[]}",
                "{'name':'x','roles':['boss']}",
                "{'name':'x','roles':[null]}",
                "{'name':'x','roles':['viewer'],'expiresAt':'2020-01-01T00:00:00Z'}",
                "{'name':'x','roles':['viewer'],'expiresAt':'soon'}",
                "{'name':'a\\u0000b','roles':['viewer']}",
                "[]",
                "{"
            })
    void aRequestThatMakesNoSenseIsRefusedWithTheReason(String body) {
        TestKeys.as(Role.ADMIN)
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/keys")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", notNullValue());
    }

    @Test
    void aKeyThatIsNotThereCannotBeRevoked() {
        TestKeys.as(Role.ADMIN)
                .delete("/api/v1/keys/nosuchkey0")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "responder", "operator", "ingest"})
    void nobodyButAnAdministratorMakesKeys(String role) {
        TestKeys.as(Role.of(role).orElseThrow())
                .contentType(ContentType.JSON)
                .body(Map.of("name", "x", "roles", new String[] {"admin"}))
                .post("/api/v1/keys")
                .then()
                .statusCode(403);
    }

    private static JsonPath create(String name, String role, Instant expiresAt) {
        var request = new HashMap<String, Object>(Map.of("name", name, "roles", new String[] {role}));
        if (expiresAt != null) {
            request.put("expiresAt", expiresAt.toString());
        }
        ValidatableResponse response = TestKeys.as(Role.ADMIN)
                .contentType(ContentType.JSON)
                .body(request)
                .post("/api/v1/keys")
                .then()
                .statusCode(201);
        return response.extract().jsonPath();
    }

    private static RequestSpecification with(String key) {
        return given().header("X-API-Key", key);
    }
}
