package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;

/** A report of a missing beat holds for some minutes; nobody renews it while every replica, or PostgreSQL, is away. */
@ServiceTest
class HeartbeatsAfterAnOutageTest {

    private static final String NAME = "through-an-outage";

    @BeforeEach
    void aBeatIsMissing() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [heartbeat], group_wait: 0s, group_interval: 1m, repeat_interval: 1d}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body("{\"interval\":\"30s\"}")
                .put("/api/v1/heartbeats/" + NAME)
                .then()
                .statusCode(200);
        Tasks.run("check-heartbeats");
        TestClock.advance(Duration.ofSeconds(30));
        Tasks.run("check-heartbeats");
        RouterUnderTest.flush();
    }

    @AfterEach
    void forget() {
        TestKeys.as(Role.OPERATOR).delete("/api/v1/heartbeats/" + NAME).then().statusCode(204);
    }

    @Test
    void whatIsStillMissingAfterAnOutageWasNotBackInBetween() {
        TestClock.advance(Duration.ofHours(1));

        RouterUnderTest.flush();
        Tasks.run("check-heartbeats");
        TestClock.advance(Duration.ofMinutes(2));
        RouterUnderTest.flush();

        told().body("items.findAll { it.groupKey.contains('" + NAME + "') }.status", contains("firing"));
    }

    private static ValidatableResponse told() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/inbox?limit=100").then().statusCode(200);
    }
}
