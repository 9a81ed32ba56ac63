package dev.evenkeel.alertrouter.incident;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@ServiceTest
class IncidentsPageTest {

    private static int counter;

    private final String name = "OnPage" + counter++;

    @BeforeEach
    void anIncident() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        RouterUnderTest.post(
                        "[{\"labels\":{\"alertname\":\"%1$s\",\"i\":\"a\"},\"annotations\":{\"summary\":\"<b>%1$s</b>\"}},{\"labels\":{\"alertname\":\"%1$s\",\"i\":\"b\"}}]"
                                .formatted(name))
                .statusCode(200);
        RouterUnderTest.flush();
    }

    @Test
    void aResponderDoesEverythingWithForms() {
        String id = id();

        done(id, "acknowledge", Map.of());
        done(id, "notes", Map.of("text", "looks <i>bad</i>"));
        done(id, "assign", Map.of("text", "ben", "version", "2"));
        done(id, "snooze", Map.of("for", "2h", "version", "3"));
        page(id).then()
                .statusCode(200)
                .body(containsString("responder: looks &lt;i&gt;bad&lt;/i&gt;"))
                .body(containsString("End the snooze"))
                .body(not(containsString("<b>" + name)));
        done(id, "wake", Map.of());
        done(id, "acknowledge", Map.of());
        done(id, "unacknowledge", Map.of());
        String print = TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/alerts")
                .path("[0].fingerprint");
        done(id, "split", Map.of("chosen", print, "text", "apart " + name));
        String apart = TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?q=apart " + name)
                .path("items[0].id");
        done(id, "merge", Map.of("chosen", apart));
        page(apart).then().body(containsString("/incidents/" + id));
        done(id, "resolve", Map.of("text", "over"));
        done(id, "reopen", Map.of("text", "no"));

        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id)
                .then()
                .body("status", is("open"))
                .body("firing.size()", is(2));
    }

    @Test
    void whatCannotBeDoneIsToldOnThePage() {
        String id = id();
        done(id, "acknowledge", Map.of("version", "1"));

        assertThat(submit(id, "acknowledge", Map.of()).statusCode()).isEqualTo(409);
        submit(id, "resolve", Map.of("version", "1"))
                .then()
                .statusCode(409)
                .body(containsString("has version 2 by now"));
        submit(id, "snooze", Map.of("for", "soon")).then().statusCode(400).body(containsString("must be a duration"));
        submit(id, "split", Map.of()).then().statusCode(400).body(containsString("Nothing was chosen"));
        submit(id, "dance", Map.of()).then().statusCode(404);
        submit(id, "resolve", Map.of("version", "x")).then().statusCode(400);
    }

    @Test
    void theListFindsByTextAndState() {
        String id = id();

        TestKeys.as(Role.VIEWER)
                .get("/incidents?q=" + name)
                .then()
                .statusCode(200)
                .body(containsString("/incidents/" + id));
        TestKeys.as(Role.VIEWER)
                .get("/incidents?status=resolved&severity=critical&q=" + name)
                .then()
                .statusCode(200)
                .body(not(containsString("/incidents/" + id)));
    }

    @Test
    void ofAStormThePageShowsWhatBeganFirstAndHowMuchThereIsBesides() {
        String alerts = IntStream.range(0, 502)
                .mapToObj(i -> "{\"labels\":{\"alertname\":\"%s\",\"i\":\"%d\"}}".formatted(name, i))
                .collect(Collectors.joining(",", "[", "]"));
        TestClock.advance(Duration.ofMinutes(6));

        RouterUnderTest.post(alerts).statusCode(200);
        RouterUnderTest.flush();

        String shown = page(id()).then().statusCode(200).extract().asString();
        assertThat(shown).contains("These began first; 2 more fire.");
        assertThat(shown.split("name=\"chosen\"", -1)).hasSize(500 + 1);
    }

    @Test
    void aViewerSeesNoFormsAndMayNotUseThem() {
        String id = id();

        TestKeys.as(Role.VIEWER)
                .get("/incidents/" + id)
                .then()
                .statusCode(200)
                .body(not(containsString("/acknowledge\"")))
                .body(not(containsString("Resolve</button>")));
        TestKeys.as(Role.VIEWER)
                .formParam("text", "x")
                .post("/incidents/" + id + "/notes")
                .then()
                .statusCode(403);
    }

    private String id() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?status=open&q=" + name)
                .path("items[0].id");
    }

    private static Response page(String id) {
        return TestKeys.as(Role.RESPONDER).get("/incidents/" + id);
    }

    private static void done(String id, String verb, Map<String, String> fields) {
        assertThat(submit(id, verb, fields).statusCode()).as(verb).isEqualTo(303);
    }

    private static Response submit(String id, String verb, Map<String, String> fields) {
        return TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParam("nothing", "")
                .formParams(fields)
                .post("/incidents/" + id + "/" + verb);
    }
}
