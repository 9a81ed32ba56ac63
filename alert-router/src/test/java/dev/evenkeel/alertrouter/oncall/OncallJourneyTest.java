package dev.evenkeel.alertrouter.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class OncallJourneyTest extends OncallScenario {

    @Test
    void whoIsOnCallNowAndNextIsToldForEverySchedule() {
        viewer("/api/v1/oncall")
                .body("schedule", contains("primary", "office"))
                .body("[0].now.person", is("anna"))
                .body("[0].now.from", is("2026-03-02T08:00:00Z"))
                .body("[0].now.to", is("2026-03-09T08:00:00Z"))
                .body("[0].now.layer", is("weekly"))
                .body("[0].next.person", is("ben"))
                .body("[1].now.person", is("carl"))
                .body("[1].next.from", is("2026-03-04T08:00:00Z"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-10T00:00:00%2B01:00")
                .body("", hasSize(1))
                .body("[0].now.person", is("ben"));
    }

    @Test
    void theTimelineTilesItsRangeAndNamesWhatDecidedEachShift() {
        create("primary", "carl", "2026-03-08T20:00:00Z", "2026-03-09T12:00:00Z")
                .statusCode(201);

        viewer("/api/v1/oncall/schedules/primary/timeline?from=2026-03-08T00:00:00Z&to=2026-03-10T00:00:00Z")
                .body("shifts.person", contains("anna", "carl", "ben"))
                .body("shifts.from", contains("2026-03-08T00:00:00Z", "2026-03-08T20:00:00Z", "2026-03-09T12:00:00Z"))
                .body("shifts[1].layer", nullValue())
                .body("shifts[1].override", notNullValue())
                .body("gaps", hasSize(0));
    }

    @Test
    void anOverrideHoldsAtOnceAndWhatIsEndedKeepsItsPast() {
        String id = create("primary", "ben", null, "2026-03-03T18:00:00Z")
                .statusCode(201)
                .body("createdBy", is("responder"))
                .extract()
                .path("id");
        viewer("/api/v1/oncall?schedule=primary").body("[0].now.person", is("ben"));

        TestClock.set(Instant.parse("2026-03-03T14:00:00Z"));
        TestKeys.as(Role.RESPONDER)
                .delete("/api/v1/oncall/overrides/" + id)
                .then()
                .statusCode(204);

        viewer("/api/v1/oncall?schedule=primary").body("[0].now.person", is("anna"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-03T13:00:00Z").body("[0].now.person", is("ben"));
        TestKeys.as(Role.RESPONDER)
                .delete("/api/v1/oncall/overrides/" + id)
                .then()
                .statusCode(409);
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?objectId=" + id)
                .then()
                .body("items.action", contains("override.delete", "override.create"));
    }

    @Test
    void whoLeftTheFileIsOnCallNoLongerThoughWhatIsPastStaysKnown() {
        create("primary", "carl", null, "2026-03-20T12:00:00Z").statusCode(201);
        create("office", "carl", "2026-03-03T13:00:00Z", "2026-03-03T23:00:00Z").statusCode(201);
        TestClock.set(Instant.parse("2026-03-04T12:00:00Z"));
        viewer("/api/v1/oncall?schedule=primary").body("[0].now.person", is("carl"));

        OncallUnderTest.apply(
                "oncall.yaml", ONCALL.replace("- {name: carl}\n", "").replace("[carl]", "[ben]"));

        viewer("/api/v1/oncall?schedule=primary")
                .body("[0].now.person", is("anna"))
                .body("[0].next.person", is("ben"));
        viewer("/api/v1/oncall/schedules/primary/timeline?from=2026-03-03T12:00:00Z&to=2026-03-10T00:00:00Z")
                .body("shifts.person", contains("carl", "anna", "ben"));
        viewer("/api/v1/oncall/gaps?schedule=office&from=2026-03-03T17:00:00Z&to=2026-03-04T09:00:00Z")
                .body("from", contains("2026-03-03T23:00:00Z"));
    }

    @Test
    void ofTwoOverridesForTheSameTimeTheLaterHolds() {
        create("primary", "ben", "2026-05-05T00:00:00Z", "2026-05-06T00:00:00Z").statusCode(201);
        TestClock.advance(Duration.ofSeconds(1));
        create("primary", "carl", "2026-05-05T06:00:00Z", "2026-05-05T12:00:00Z")
                .statusCode(201);

        viewer("/api/v1/oncall?schedule=primary&at=2026-05-05T07:00:00Z").body("[0].now.person", is("carl"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-05-05T13:00:00Z").body("[0].now.person", is("ben"));
    }

    @Test
    void gapsAreReportedOverRestOnThePageAndAsAMetric() {
        viewer("/api/v1/oncall/gaps?schedule=office&from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z")
                .body("from", contains("2026-03-03T00:00:00Z", "2026-03-03T16:00:00Z"))
                .body("seconds", contains(8 * 3600, 8 * 3600));
        TestKeys.as(Role.OPERATOR)
                .post("/internal/tasks/measure-oncall-gaps")
                .then()
                .statusCode(200);

        assertThat(RestAssured.get("/metrics").asString().lines())
                .anyMatch(line ->
                        line.startsWith("evenkeel_oncall_gap_seconds{schedule=\"primary\"") && line.endsWith(" 0.0"))
                .anyMatch(line ->
                        line.startsWith("evenkeel_oncall_gap_seconds{schedule=\"office\"") && !line.endsWith(" 0.0"))
                .anyMatch(line -> line.startsWith("evenkeel_oncall_seconds_to_gap{schedule=\"office\""));
        viewer("/oncall")
                .body(containsString("Anna &lt;Berg&gt;"))
                .body(containsString("though somebody has to be"))
                .body(not(containsString("<Berg>")));
    }

    @Test
    void aResponderTakesOverOnThePageAndIsToldWhatCannotBe() {
        takeOver(Role.RESPONDER, "primary", "8h").statusCode(303);
        takeOver(Role.RESPONDER, "primary", "<b>").statusCode(400).body(containsString("&lt;b&gt;"));
        takeOver(Role.RESPONDER, "none", "8h").statusCode(400).body(containsString("schedule of oncall.yaml"));
        takeOver(Role.VIEWER, "primary", "8h").statusCode(403);

        viewer("/api/v1/oncall?schedule=primary")
                .body("[0].now.person", is("carl"))
                .body("[0].now.to", is("2026-03-03T20:00:00Z"));
        viewer("/oncall").body(not(containsString("Put on call")));
        TestKeys.as(Role.RESPONDER).get("/oncall").then().body(containsString("Put on call"));
    }

    @Test
    void aResponderEndsAnOverrideOnThePage() {
        String id = create("primary", "carl", null, "2026-03-03T18:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");
        String action = "/oncall/override/" + id + "/end";
        viewer("/oncall").body(not(containsString(action)));
        TestKeys.as(Role.RESPONDER).get("/oncall").then().body(containsString(action));

        TestKeys.as(Role.VIEWER).formParam("x", "").post(action).then().statusCode(403);
        TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParam("x", "")
                .post(action)
                .then()
                .statusCode(303);

        viewer("/api/v1/oncall?schedule=primary").body("[0].now.person", is("anna"));
    }

    @Test
    void thatNobodyIsOnCallIsAnAlarmOnlyWhereSomebodyHasToBe() {
        TestClock.set(Instant.parse("2026-03-03T20:00:00Z"));
        viewer("/oncall").body(not(containsString("nobody has to be<")));

        OncallUnderTest.apply(
                "oncall.yaml", ONCALL + "  covers: [{days: ['monday:friday'], from: \"09:00\", to: \"17:00\"}]\n");

        viewer("/oncall").body(containsString("nobody has to be<"));
    }

    private static ValidatableResponse takeOver(Role role, String schedule, String duration) {
        return TestKeys.as(role)
                .redirects()
                .follow(false)
                .formParam("schedule", schedule)
                .formParam("person", "carl")
                .formParam("duration", duration)
                .post("/oncall/override")
                .then();
    }

    @Test
    void whatIsAskedWronglyIsToldWithWhatIsAllowed() {
        for (String path : List.of(
                "/api/v1/oncall?at=yesterday",
                "/api/v1/oncall/gaps?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                "/api/v1/oncall/schedules/primary/timeline?to=2999-01-01T00:00:00Z",
                "/api/v1/oncall/swaps?status=maybe")) {
            TestKeys.as(Role.VIEWER).get(path).then().statusCode(400).body("errors", hasSize(1));
        }
        TestKeys.as(Role.VIEWER).get("/api/v1/oncall?schedule=none").then().statusCode(404);
        create("none", "ben", null, "2026-03-03T18:00:00Z").statusCode(400);
        create("primary", "nobody", null, "2026-03-03T18:00:00Z").statusCode(400);
        create("primary", "ben", null, "2026-03-03T11:00:00Z").statusCode(400);
        create("primary", "ben", "2026-03-03T11:59:59Z", "2026-03-03T18:00:00Z")
                .statusCode(400)
                .body("errors[0].where", is("/from"));
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .post("/api/v1/oncall/overrides")
                .then()
                .statusCode(400);
    }
}
