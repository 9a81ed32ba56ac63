package dev.evenkeel.alertrouter.oncall;

import java.sql.SQLException;
import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

/** Two schedules of three people, on a Tuesday. */
abstract class OncallScenario {

    static final String ONCALL = """
            people:
            - {name: anna, full_name: "Anna <Berg>", contacts: [{name: push, receiver: everybody}]}
            - {name: ben, logins: [responder]}
            - {name: carl}
            schedules:
            - name: primary
              time_zone: Europe/Berlin
              layers:
              - {name: weekly, people: [anna, ben], rotation: weekly, starts: "2026-03-02T09:00"}
            - name: office
              time_zone: Europe/Berlin
              layers:
              - name: day
                people: [carl]
                rotation: daily
                starts: 2026-03-02
                restrictions: [{days: ['monday:friday'], from: "09:00", to: "17:00"}]
            """;

    @BeforeEach
    void aTuesday() throws SQLException {
        TestDatabase.ofRunningService().execute("TRUNCATE oncall_override, oncall_swap, oncall_feed");
        TestClock.set(Instant.parse("2026-03-03T12:00:00Z"));
        RouterUnderTest.configure("""
                route: {receiver: everybody}
                receivers: [{name: everybody, inbox_configs: [{}]}]
                """);
        OncallUnderTest.apply("oncall.yaml", ONCALL);
    }

    @AfterAll
    static void forget() {
        OncallUnderTest.forget();
    }

    static ValidatableResponse viewer(String path) {
        return TestKeys.as(Role.VIEWER)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200);
    }

    static ValidatableResponse create(String schedule, String person, String from, String to) {
        String begin = from == null ? "" : "\"from\": \"" + from + "\", ";
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"schedule\": \"%s\", \"person\": \"%s\", %s\"to\": \"%s\", \"reason\": \"dentist\"}"
                        .formatted(schedule, person, begin, to))
                .post("/api/v1/oncall/overrides")
                .then();
    }
}
