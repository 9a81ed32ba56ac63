package dev.evenkeel.alertrouter.oncall;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@ServiceTest
class OncallJourneyTest {

    private static final String ONCALL = """
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
    void aSwapHoldsOnceThePartnerHasAcceptedIt() {
        // the key "responder" is ben's; an operator asks in anna's name
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-03-06T08:00:00Z", "2026-03-07T08:00:00Z")
                .statusCode(201)
                .body("status", is("proposed"))
                .extract()
                .path("id");
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-06T12:00:00Z").body("[0].now.person", is("anna"));

        decide(Role.RESPONDER, id, "accept").statusCode(200).body("status", is("accepted"));

        viewer("/api/v1/oncall?schedule=primary&at=2026-03-06T12:00:00Z").body("[0].now.person", is("ben"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-13T12:00:00Z").body("[0].now.person", is("anna"));
        decide(Role.RESPONDER, id, "decline").statusCode(409);
        viewer("/api/v1/oncall/swaps?status=accepted").body("id", hasItem(id));
    }

    @Test
    void aSwapOfAShiftThatHasBegunHoldsForWhatIsLeftOfIt() {
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-03-02T08:00:00Z", "2026-03-05T08:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");

        decide(Role.RESPONDER, id, "accept").statusCode(200);

        viewer("/api/v1/oncall?schedule=primary").body("[0].now.person", is("ben"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-03T11:59:59Z").body("[0].now.person", is("anna"));
    }

    @Test
    void aSwapOfAShiftThatIsOverCannotBeAccepted() {
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-03-06T08:00:00Z", "2026-03-07T08:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");
        TestClock.set(Instant.parse("2026-03-07T08:00:00Z"));

        decide(Role.RESPONDER, id, "accept").statusCode(409).body("detail", containsString("is over"));

        viewer("/api/v1/oncall?schedule=primary&at=2026-03-06T12:00:00Z").body("[0].now.person", is("anna"));
        viewer("/api/v1/oncall/swaps?status=proposed").body("id", hasItem(id));
    }

    @Test
    void nobodyAcceptsInAnothersPlaceButAnOperator() {
        String id = propose(Role.OPERATOR, "anna", "carl", "2026-03-05T08:00:00Z", "2026-03-05T10:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");

        decide(Role.RESPONDER, id, "accept").statusCode(403);
        decide(Role.RESPONDER, id, "withdraw").statusCode(403);
        decide(Role.OPERATOR, id, "decline").statusCode(200).body("status", is("declined"));
    }

    @Test
    void aSwapOfWhatSomebodyHasNotIsRefusedWhenItIsProposedAndWhenItIsAccepted() {
        propose(Role.OPERATOR, "ben", "carl", "2026-04-02T08:00:00Z", "2026-04-02T10:00:00Z")
                .statusCode(409)
                .body("detail", containsString("ben is not on call by primary all the time"));
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-04-02T08:00:00Z", "2026-04-02T10:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");
        create("primary", "carl", "2026-04-02T09:00:00Z", "2026-04-02T09:30:00Z")
                .statusCode(201);

        decide(Role.RESPONDER, id, "accept").statusCode(409);
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

        assertThat(eventsOf("primary").stream().map(OncallJourneyTest::uid)).contains(uid(before));
        TestClock.set(Instant.parse("2026-04-10T12:00:00Z"));
        assertThat(eventsOf("primary").stream().map(OncallJourneyTest::uid)).doesNotContain(uid(before));
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

    private static ValidatableResponse viewer(String path) {
        return TestKeys.as(Role.VIEWER)
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse create(String schedule, String person, String from, String to) {
        String begin = from == null ? "" : "\"from\": \"" + from + "\", ";
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"schedule\": \"%s\", \"person\": \"%s\", %s\"to\": \"%s\", \"reason\": \"dentist\"}"
                        .formatted(schedule, person, begin, to))
                .post("/api/v1/oncall/overrides")
                .then();
    }

    private static ValidatableResponse propose(Role by, String requester, String partner, String from, String to) {
        String inReturn = partner.equals("ben") && from.startsWith("2026-03-06")
                ? ", \"inReturn\": {\"from\": \"2026-03-13T08:00:00Z\", \"to\": \"2026-03-14T08:00:00Z\"}"
                : "";
        return TestKeys.as(by)
                .contentType(ContentType.JSON)
                .body("""
                        {"schedule": "primary", "requester": "%s", "partner": "%s",
                         "shift": {"from": "%s", "to": "%s"}%s}
                        """.formatted(requester, partner, from, to, inReturn))
                .post("/api/v1/oncall/swaps")
                .then();
    }

    private static ValidatableResponse decide(Role by, String id, String verb) {
        return TestKeys.as(by).post("/api/v1/oncall/swaps/" + id + "/" + verb).then();
    }
}
