package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** Whoever presses the button twice, or at the same time as somebody else, has one level told. */
@ServiceTest
class EscalatedTwiceTest extends EscalationScenario {

    @Test
    void ofTwoWhoSawTheSameVersionOneCallsTheNextLevel() {
        fire();
        told();
        int seen = version();

        escalate(seen, "{}").statusCode(200).body("step", is(2));
        escalate(seen, "{}").statusCode(409).body("version", is(seen + 1));

        run();
        assertThat(told()).containsExactly("ben-push");
        escalate(version(), "{}").statusCode(200).body("step", is(3));
    }

    @Test
    void theVersionMayBeInTheBody() {
        fire();
        told();
        String seen = "{\"level\": \"L1\", \"version\": %d}".formatted(version());

        escalate(null, seen).statusCode(200);
        escalate(null, seen).statusCode(409);

        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    @Test
    void aLevelThatThePolicyCalledMeanwhileIsNotSkipped() {
        fire();
        told();
        escalation().body("step", is(1));
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).contains("ben-push");

        escalate(null, "{\"step\": 1}").statusCode(409).body("detail", containsString("Another level"));

        run();
        assertThat(told()).isEmpty();
        escalate(null, "{\"step\": 2}").statusCode(200);
    }

    @Test
    void theButtonOnThePageCallsOneLevelHoweverOftenItIsPressed() {
        fire();
        told();
        String page = TestKeys.as(Role.RESPONDER)
                .get("/incidents/" + incident())
                .then()
                .extract()
                .asString();

        press(page).statusCode(303);
        press(page).statusCode(409).body(containsString("look at it again")).body(containsString("L2 of standard"));

        run();
        assertThat(told()).containsExactly("ben-push");
    }

    private static ValidatableResponse press(String page) {
        String form = page.substring(page.indexOf("/escalate\""));
        return TestKeys.as(Role.RESPONDER)
                .redirects()
                .follow(false)
                .formParam("level", "")
                .formParam("version", hidden(form, "version"))
                .formParam("step", hidden(form, "step"))
                .post("/incidents/" + incident() + "/escalate")
                .then();
    }

    private static String hidden(String form, String field) {
        return form.replaceFirst("(?s).*?name=\"" + field + "\" value=\"(\\d+)\".*", "$1");
    }

    private static int version() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents/" + incident()).path("version");
    }

    private static ValidatableResponse escalate(Integer ifMatch, String body) {
        var request = TestKeys.as(Role.RESPONDER).contentType(ContentType.JSON).body(body);
        if (ifMatch != null) {
            request.header("If-Match", "\"" + ifMatch + "\"");
        }
        return request.post("/api/v1/incidents/" + incident() + "/escalate").then();
    }
}
