package dev.evenkeel.platform.security;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

@ServiceTest
class DatabaseOutageTest {

    private final TestDatabase database = TestDatabase.ofRunningService();

    @AfterEach
    void theDatabaseIsBack() throws SQLException {
        database.comeBack();
    }

    @Test
    void whoeverWasKnownBeforeIsKnownDuringAnOutage() throws SQLException {
        String key = create("steady");
        given().header("X-API-Key", key).get("/test/viewer").then().statusCode(200);

        database.goAway();
        TestClock.advance(Duration.ofMinutes(5));

        given().header("X-API-Key", key).get("/test/viewer").then().statusCode(200);
        TestKeys.as(Role.VIEWER).get("/test/viewer").then().statusCode(200);
    }

    @Test
    void aKeyThatCannotBeCheckedIsNotCalledWrong() throws SQLException {
        database.goAway();
        TestClock.advance(Duration.ofMinutes(1));

        given().header("X-API-Key", ApiKey.generate(new SecureRandom()).reveal())
                .get("/test/viewer")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("cannot be checked"));
    }

    @Test
    void whatIsKnownIsNotTrustedForEver() throws SQLException {
        String key = create("too long ago");
        given().header("X-API-Key", key).get("/test/viewer").then().statusCode(200);

        database.goAway();
        TestClock.advance(Duration.ofHours(2));

        given().header("X-API-Key", key).get("/test/viewer").then().statusCode(503);
        TestKeys.as(Role.VIEWER).get("/test/viewer").then().statusCode(200);
    }

    private static String create(String name) {
        return TestKeys.as(Role.ADMIN)
                .contentType("application/json")
                .body(Map.of("name", name, "roles", new String[] {"viewer"}))
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }
}
