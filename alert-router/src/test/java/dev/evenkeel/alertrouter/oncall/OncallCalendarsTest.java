package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@ServiceTest
class OncallCalendarsTest extends OncallScenario {

    @Test
    void aCalendarIsReadByWhoeverKnowsItsAddressUntilItIsRevoked() {
        String url = TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body("{\"person\": \"anna\"}")
                .post("/api/v1/oncall/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        String path = url.substring(url.indexOf("/calendar/"));
        RestAssured.given()
                .get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/calendar"))
                .body(startsWith("BEGIN:VCALENDAR\r\n"))
                .body(containsString("SUMMARY:On call: primary\\, Anna <Berg>\r\n"))
                .body(containsString("DTSTART:20260316T080000Z\r\nDTEND:20260323T080000Z\r\n"))
                .body(not(containsString("ben")));

        String id = TestKeys.as(Role.VIEWER)
                .get("/api/v1/oncall/feeds")
                .then()
                .body("[0].person", is("anna"))
                .body("[0].url", nullValue())
                .extract()
                .path("[0].id");
        TestKeys.as(Role.RESPONDER).delete("/api/v1/oncall/feeds/" + id).then().statusCode(403);
        TestKeys.as(Role.VIEWER).delete("/api/v1/oncall/feeds/" + id).then().statusCode(204);

        RestAssured.given().get(path).then().statusCode(404);
        RestAssured.given().get("/calendar/wrong.ics").then().statusCode(404);
    }

    @Test
    void aTurnIsTheSameEventForAsLongAsTheCalendarHasIt() {
        TestClock.set(Instant.parse("2026-04-06T12:00:00Z"));
        String before = eventsOf("primary").stream()
                .filter(event -> event.contains("DTSTART:20260302T080000Z"))
                .findFirst()
                .orElseThrow();
        TestClock.set(Instant.parse("2026-04-08T12:00:00Z"));

        assertThat(eventsOf("primary").stream().map(OncallCalendarsTest::uid)).contains(uid(before));
        TestClock.set(Instant.parse("2026-04-10T12:00:00Z"));
        assertThat(eventsOf("primary").stream().map(OncallCalendarsTest::uid)).doesNotContain(uid(before));
        OncallUnderTest.apply("oncall.yaml", ONCALL.replace("[anna, ben]", "[anna]"));
        TestClock.set(Instant.parse("2028-03-01T12:00:00Z"));
        String alone = uid(eventsOf("primary").getFirst());
        TestClock.set(Instant.parse("2028-03-01T12:15:00Z"));
        assertThat(eventsOf("primary"))
                .singleElement()
                .satisfies(event -> assertThat(uid(event)).isEqualTo(alone));
    }

    private static List<String> eventsOf(String schedule) {
        String calendar = TestKeys.as(Role.VIEWER)
                .get("/api/v1/oncall/schedules/" + schedule + "/calendar.ics")
                .asString();
        return Arrays.stream(calendar.split("BEGIN:VEVENT")).skip(1).toList();
    }

    private static String uid(String event) {
        return event.lines().filter(line -> line.startsWith("UID:")).findFirst().orElseThrow();
    }

    @Test
    void aScheduleHasACalendarForThoseWhoCanSendAHeader() {
        viewer("/api/v1/oncall/schedules/primary/calendar.ics").body(containsString("SUMMARY:On call: primary\\, ben"));
        RestAssured.given()
                .get("/api/v1/oncall/schedules/primary/calendar.ics")
                .then()
                .statusCode(401);
    }
}
