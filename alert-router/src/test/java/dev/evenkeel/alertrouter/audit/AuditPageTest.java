package dev.evenkeel.alertrouter.audit;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

@ServiceTest
class AuditPageTest {

    private static int counter;

    private final String name = "Audited" + counter++;
    private String incident;

    @BeforeEach
    void somebodyDidSomething() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\"}}]").statusCode(200);
        RouterUnderTest.flush();
        incident = TestKeys.as(Role.VIEWER).get("/api/v1/incidents?q=" + name).path("items[0].id");
        TestKeys.as(Role.RESPONDER)
                .post("/api/v1/incidents/" + incident + "/acknowledge")
                .then()
                .statusCode(200);
    }

    @Test
    void whoDidWhatToWhatIsListedAndLeadsThere() {
        page("objectId=" + incident).body(containsString(link())).body(containsString("responder"));
        page("objectId=" + incident + "&action=incident.").body(containsString(link()));
        page("objectId=" + incident + "&action=silence.").body(not(containsString(link())));
        page("objectId=" + incident + "&actor=nobody-else").body(containsString("No such line"));
        page("objectId=" + incident + "&outcome=refused").body(containsString("No such line"));
    }

    @Test
    void daysAreInUtcAndBothIncluded() {
        String today = TestClock.now().toString().substring(0, 10);

        page("objectId=" + incident + "&from=" + today + "&to=" + today).body(containsString(link()));
        page("objectId=" + incident + "&to=2020-01-01").body(containsString("No such line"));
    }

    @Test
    void whatIsOlderIsOnTheNextPage() {
        for (int i = 0; i < 51; i++) {
            for (String verb : new String[] {"unacknowledge", "acknowledge"}) {
                TestKeys.as(Role.RESPONDER)
                        .post("/api/v1/incidents/" + incident + "/" + verb)
                        .then()
                        .statusCode(200);
            }
        }

        String next =
                page("objectId=" + incident).extract().htmlPath().getString("**.find { it.@rel == 'next' }.@href");

        TestKeys.as(Role.OPERATOR)
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body(containsString(link()))
                .body(not(containsString("rel=\"next\"")));
    }

    @Test
    void whatIsAskedWronglyIsToldAndWhoMayNotIsKeptOut() {
        for (String wrong : new String[] {"outcome=maybe", "from=yesterday", "to=9999-12-31", "before=x"}) {
            int status = TestKeys.as(Role.OPERATOR).get("/audit?" + wrong).statusCode();
            assertThat(status).as(wrong).isBetween(400, 404);
        }
        TestKeys.as(Role.RESPONDER).get("/audit").then().statusCode(403);
        TestKeys.as(Role.RESPONDER).get("/").then().body(not(containsString("href=\"/audit\"")));
        TestKeys.as(Role.OPERATOR).get("/").then().body(containsString("href=\"/audit\""));
    }

    private String link() {
        return "href=\"/incidents/" + incident + "\"";
    }

    private static ValidatableResponse page(String query) {
        return TestKeys.as(Role.OPERATOR).get("/audit?" + query).then().statusCode(200);
    }
}
