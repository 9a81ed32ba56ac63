package dev.evenkeel.alertrouter;

import java.sql.SQLException;

import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

@ServiceTest
class StartPageTest {

    @Test
    void whatFiresIsOnTheStartPageInTheInboxAndInTheQueryApi() {
        RouterUnderTest.configure("""
                route: {receiver: everybody, group_by: [alertname], group_wait: 0s}
                receivers: [{name: everybody, inbox_configs: [{}]}]
                """);
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"Shown\",\"severity\":\"critical\"},\"annotations\":{\"summary\":\"<b>Disk</b> is full\"}}]")
                .statusCode(200);
        RouterUnderTest.flush();
        Tasks.run("count-alerts");

        TestKeys.as(Role.VIEWER)
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("&lt;b&gt;Disk&lt;/b&gt; is full"))
                .body(containsString("first notification"))
                .body(not(containsString("<b>Disk")));
        TestKeys.as(Role.VIEWER)
                .queryParam("query", "ALERTS{alertname=\"Shown\"}")
                .get("/prometheus/api/v1/query")
                .then()
                .statusCode(200)
                .body("data.result[0].metric.severity", is("critical"))
                .body("data.result[0].value[1]", is("1"));
        TestKeys.as(Role.VIEWER).get("/api/v1/inbox?limit=1").then().body("items[0].title", is("<b>Disk</b> is full"));
    }

    @Test
    void whatIsAskedWronglyIsToldWithWhatIsAllowed() {
        for (String path : new String[] {
            "/api/v1/inbox?limit=0",
            "/api/v1/inbox?since=yesterday",
            "/api/v1/incidents?status=bad",
            "/api/v1/incidents?limit=9999",
            "/api/v1/incidents?after=x",
            "/api/v1/incidents/x"
        }) {
            TestKeys.as(Role.VIEWER)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.size()", greaterThanOrEqualTo(1));
        }
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
    }

    @Test
    void whoMayNotIsKeptOut() {
        RestAssured.given()
                .contentType("application/json")
                .body("[]")
                .post("/api/v2/alerts")
                .then()
                .statusCode(401);
        TestKeys.as(Role.VIEWER)
                .contentType("application/json")
                .body("[]")
                .post("/api/v2/alerts")
                .then()
                .statusCode(403);
        TestKeys.as(Role.INGEST).get("/api/v2/alerts").then().statusCode(403);
        RestAssured.given().get("/-/healthy").then().statusCode(200).body(is("OK"));
    }

    @Test
    void theOtherServicesEventsBecomeAlertsOnceHoweverOftenTheyCome() {
        for (int i = 0; i < 2; i++) {
            changed("e1", "shop", "down");
        }

        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=component=shop")
                .then()
                .body("size()", is(1))
                .body("[0].labels.alertname", is("ComponentDown"))
                .body("[0].annotations.reason", is("refused"));
    }

    @Test
    void anEndOfWhatNeverBeganIsNoAlert() throws SQLException {
        changed("u1", "till", "up");
        stored(0);

        changed("u2", "till", "down");
        changed("u3", "till", "up");

        stored(1);
        TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=component=till")
                .then()
                .body("size()", is(0));
    }

    private static void changed(String id, String component, String to) {
        TestKeys.as(Role.INGEST)
                .contentType("application/cloudevents+json; charset=utf-8")
                .body("""
                        {"specversion":"1.0","id":"%s","source":"/evenkeel/health-service","subject":"%s",
                         "type":"dev.evenkeel.health.component.changed.v1","time":"2026-03-01T12:00:00Z",
                         "datacontenttype":"application/json","data":{"to":"%s","reason":"refused","criticality":"high"}}
                        """.formatted(id, component, to))
                .post("/api/v1/events")
                .then()
                .statusCode(lessThan(300));
    }

    /** How many alerts of the component there are, fired or not. */
    private static void stored(int alerts) throws SQLException {
        assertThat(TestDatabase.ofRunningService()
                        .number("SELECT count(*) FROM alert WHERE labels LIKE '%\"component\":\"till\"%'"))
                .isEqualTo(alerts);
    }
}
