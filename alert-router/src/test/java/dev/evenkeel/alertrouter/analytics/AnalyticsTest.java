package dev.evenkeel.alertrouter.analytics;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.PostedSilence;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class AnalyticsTest extends AnalyticsScenario {

    @Test
    void timesAreThoseFromTheAlertsStartToTheOpeningAndFromThereToAcknowledgementAndEnd() {
        fire("Slow", "warning", "web", Duration.ofMinutes(2));
        moveBy(Duration.ofMinutes(4));
        work("Slow", "acknowledge");
        moveBy(Duration.ofMinutes(6));
        resolve("Slow", "warning", "web");

        measure();

        incidents("groupBy=severity")
                .body("total.incidents", is(1))
                .body("total.secondsToDetect.mean", is(120f))
                .body("total.secondsToAcknowledge.sum", is(240f))
                .body("total.secondsToAcknowledge.median", is(240f))
                .body("total.secondsToResolve.p90", is(660f))
                .body("total.actedOnShare", is(1f))
                .body("total.neverAcknowledged", is(0))
                .body("groups.group", contains("warning"));
    }

    @Test
    void whatNobodyTookOnAndWhatIsNotOverIsCountedButIsNoPartOfAnyMean() {
        fire("Over", "warning", "web", Duration.ZERO);
        fire("Lasting", "warning", "web", Duration.ZERO);
        moveBy(Duration.ofMinutes(6));
        resolve("Over", "warning", "web");

        measure();

        incidents("groupBy=alertname")
                .body("total.incidents", is(2))
                .body("total.unresolved", is(1))
                .body("total.neverAcknowledged", is(1))
                .body("total.waiting", is(1))
                .body("total.secondsToAcknowledge.count", is(0))
                .body("total.secondsToAcknowledge.mean", nullValue())
                .body("total.secondsToResolve.count", is(1))
                .body("total.actedOn", is(0))
                .body("groups.group", contains("Lasting", "Over"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/unacknowledged")
                .then()
                .statusCode(200)
                .body("incidents.title", hasItem("Lasting"))
                .body("incidents[0].acknowledgedAt", nullValue());
    }

    @Test
    void whatWasMergedCountsOnceFromTheFirstOpening() {
        fire("First", "warning", "web", Duration.ZERO);
        moveBy(Duration.ofMinutes(3));
        fire("Second", "critical", "db", Duration.ZERO);
        String first = incident("First");
        TestKeys.as(Role.RESPONDER)
                .contentType("application/json")
                .body("{\"incidents\": [\"" + first + "\"]}")
                .post("/api/v1/incidents/" + incident("Second") + "/merge")
                .then()
                .statusCode(200);
        moveBy(Duration.ofMinutes(2));
        work("Second", "acknowledge");

        measure();

        incidents("groupBy=alertname")
                .body("total.incidents", is(1))
                .body("total.secondsToAcknowledge.mean", is(300f))
                .body("groups.group", contains("First", "Second"));
    }

    @Test
    void silencingAnAlertWhileItLastsIsActingOnIt() {
        fire("Noted", "warning", "web", Duration.ZERO);
        fire("Left", "warning", "web", Duration.ZERO);
        moveBy(Duration.ofMinutes(1));
        PostedSilence.of("alertname", "Noted").post();
        moveBy(Duration.ofMinutes(1));
        resolve("Left", "warning", "web");
        resolve("Noted", "warning", "web");

        measure();

        TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/noise?order=unattended")
                .then()
                .statusCode(200)
                .body("kinds.group", contains("Left", "Noted"))
                .body("kinds.actedOn", contains(0, 1))
                .body("kinds.overByThemselves", contains(1, 0));
    }

    @Test
    void groupsAreOfTheLabelsThatAreCountedByAndFiltersLeaveTheRestOut() {
        fire("Disk", "warning", "db", Duration.ZERO);
        fire("Page", "critical", "web", Duration.ZERO);

        measure();

        incidents("groupBy=team").body("groups.group", contains("db", "web"));
        incidents("groupBy=receiver&label=team=db").body("groups.group", contains("databases"));
        incidents("severity=critical&groupBy=day").body("groups.group", contains("2026-03-03"));
        incidents("receiver=nobody").body("total.incidents", is(0)).body("groups", empty());
    }

    @Test
    void everyPersonsPagesAreCountedByThePartOfTheirOwnDay() {
        TestClock.set(Instant.parse("2026-03-03T21:30:00Z"));
        fire("Night", "critical", "web", Duration.ZERO);
        tell();
        TestClock.set(Instant.parse("2026-03-04T09:30:00Z"));
        fire("Day", "critical", "web", Duration.ZERO);
        tell();
        work("Day", "acknowledge");

        measure();

        ValidatableResponse people =
                TestKeys.as(Role.VIEWER).get("/api/v1/analytics/people").then().statusCode(200);
        people.body("people.find { it.person == 'anna' }.pages", is(2))
                .body("people.find { it.person == 'anna' }.fullName", is("Anna Berg"))
                .body("people.find { it.person == 'anna' }.atNight", is(1))
                .body("people.find { it.person == 'anna' }.inWorkingHours", is(1))
                .body("people.find { it.person == 'anna' }.interruptedNights", is(1))
                .body("people.find { it.person == 'anna' }.pagesByNight.'2026-03-03'", is(1));
        query("sum_over_time(evenkeel_pages{person=\"anna\",part=\"night\"}[1d])")
                .body("data.result[0].value[1]", is("1"));
        TestKeys.as(Role.VIEWER).get("/analytics").then().statusCode(200).body(containsString("Anna Berg"));
    }

    @Test
    void episodesOfWholeDaysAndOfTheEndsOfARangeAddUpWhereverItIsCut() throws SQLException {
        // one every hour over ten days, each of them half an hour long, the last half of them of another name
        sql("""
                INSERT INTO alert_episode (fingerprint, started_at, ended_at, labels)
                SELECT 1 + n / 120, timestamptz '2026-02-20 00:10:00Z' + n * interval '1 hour',
                    timestamptz '2026-02-20 00:40:00Z' + n * interval '1 hour',
                    '{"alertname":"E' || n / 120 || '","severity":"warning","team":"db"}'
                FROM generate_series(0, 239) AS n
                """);
        measure();

        noise("from=2026-02-20T00:00:00Z&to=2026-03-02T00:00:00Z&groupBy=team")
                .body("kinds[0].group", is("db"))
                .body("kinds[0].episodes", is(240))
                .body("kinds[0].againWithinAnHour", is(238));
        noise("from=2026-02-21T06:00:00Z&to=2026-02-25T18:00:00Z").body("kinds.episodes.sum()", is(108));
        noise("from=2026-02-21T06:00:00Z&to=2026-02-21T09:00:00Z").body("kinds.episodes.sum()", is(3));
        noise("from=2026-02-21T22:00:00Z&to=2026-02-22T03:00:00Z&label=team=web")
                .body("kinds", empty());
        query("sum_over_time(evenkeel_alert_episode_duration_seconds_count{alertname=\"E0\"}[12d])")
                .body("data.result[0].value[1]", is("120"));
        query(
                        "histogram_quantile(0.5, sum by (le) (sum_over_time(evenkeel_alert_episode_duration_seconds_bucket[12d])))")
                .body("data.result[0].value[1]", is("1350"));
    }

    @Test
    void anEpisodeIsCountedOnceHoweverOftenTheTaskRuns() throws SQLException {
        sql("""
                INSERT INTO alert_episode (fingerprint, started_at, ended_at, labels) VALUES
                (7, '2026-03-01 10:00:00Z', '2026-03-01 10:01:00Z', '{"alertname":"Once"}'),
                (8, '2026-03-01 10:00:00Z', '2026-03-01 10:01:00Z', '{"alertname":"\\u0000"}')
                """);
        measure();
        measure();

        noise("from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z")
                .body("kinds.size()", is(1))
                .body("kinds[0].group", is("Once"))
                .body("kinds[0].brief", is(1));
    }

    @Test
    void meansOverAnyWindowAreAQueryAway() {
        fire("Slow", "warning", "web", Duration.ofMinutes(1));
        moveBy(Duration.ofMinutes(4));
        work("Slow", "acknowledge");
        moveBy(Duration.ofMinutes(6));
        resolve("Slow", "warning", "web");
        measure();
        moveBy(Duration.ofMinutes(10));

        query("sum(sum_over_time(evenkeel_incident_time_to_acknowledge_seconds_sum[1h]))"
                        + " / sum(sum_over_time(evenkeel_incident_time_to_acknowledge_seconds_count[1h]))")
                .body("data.result[0].value[1]", is("240"));
        query("sum_over_time(evenkeel_incidents_resolved{acted_on=\"true\"}[1h])")
                .body("data.result[0].metric.receiver", is("everybody"))
                .body("data.result[0].value[1]", is("1"));
        query("sum_over_time(evenkeel_incidents_opened[1h])").body("data.result[0].value[1]", is("1"));
    }
}
