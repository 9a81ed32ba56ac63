package dev.evenkeel.platform.security;

import java.time.Duration;
import java.util.Map;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.access.SessionCookie;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

@ServiceTest
class SessionsTest {

    @Test
    void aGoodKeyOpensASessionAndLeadsBack() {
        Response answer = signIn(TestKeys.of(Role.VIEWER), "/test/page?x=1");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/test/page?x=1");
        var cookie = answer.detailedCookie(SessionCookie.NAME);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.isSecured()).as("secure, over http").isFalse();
        asSession(answer).get("/test/viewer").then().statusCode(200).body(is("viewer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example"})
    void nobodyIsLedElsewhere(String target) {
        String location = signIn(TestKeys.of(Role.VIEWER), target).header("Location");

        assertThat(location).doesNotContain("evil");
    }

    @Test
    void aWrongKeyOpensNothing() {
        Response answer = signIn("ek_wrong", "/");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.detailedCookie(SessionCookie.NAME)).isNull();
        assertThat(answer.asString()).contains("not a complete API key").doesNotContain("ek_wrong");
    }

    @Test
    void aSessionEndsAfterAWorkingDay() {
        Response answer = signIn(TestKeys.of(Role.VIEWER), "/");

        TestClock.advance(Duration.ofHours(8));

        asSession(answer).get("/test/viewer").then().statusCode(401);
    }

    @Test
    void aSessionEndsWithTheKeyThatOpenedIt() {
        var made = TestKeys.as(Role.ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "short-lived", "roles", new String[] {"viewer"}))
                .post("/api/v1/keys")
                .jsonPath();
        Response answer = signIn(made.getString("key"), "/");
        asSession(answer).get("/test/viewer").then().statusCode(200);

        TestKeys.as(Role.ADMIN)
                .delete("/api/v1/keys/" + made.getString("id"))
                .then()
                .statusCode(200);

        asSession(answer).get("/test/viewer").then().statusCode(401);
    }

    @Test
    void aForgedSessionIsNone() {
        given().cookie(SessionCookie.NAME, "ek1.ZXZlbmtlZWw.00000000.eA.eA.YWRtaW4.99999999999.AAAA")
                .get("/test/viewer")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"same-origin,200", "none,200", "same-site,403", "cross-site,403"})
    void aCookieChangesSomethingOnlyFromAPageOfThisService(String fetchSite, int status) {
        Response answer = signIn(TestKeys.of(Role.RESPONDER), "/");

        asSession(answer)
                .header("Sec-Fetch-Site", fetchSite)
                .post("/test/responder")
                .then()
                .statusCode(status);
    }

    @Test
    void aCookieWithoutAnyWordOfItsOriginChangesNothing() {
        Response answer = signIn(TestKeys.of(Role.RESPONDER), "/");

        asSession(answer)
                .post("/test/responder")
                .then()
                .statusCode(403)
                .body("detail", containsString("page of this service"));
    }

    @Test
    void anotherSiteCannotSignSomebodyIn() {
        given().header("Sec-Fetch-Site", "cross-site")
                .formParam("key", TestKeys.of(Role.VIEWER))
                .post("/sign-in")
                .then()
                .statusCode(403);
    }

    @Test
    void aPersonGetsAPageWhereAProgramGetsAProblem() {
        Response answer = signIn(TestKeys.of(Role.VIEWER), "/");

        asSession(answer)
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/no/such/page")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("There is nothing here"), containsString("To the start page"));
        asSession(answer)
                .header("Accept", "application/json")
                .get("/no/such/page")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void aPersonWithoutTheRoleGetsAPageThatSaysSo() {
        asSession(signIn(TestKeys.of(Role.INGEST), "/"))
                .header("Accept", "text/html")
                .get("/")
                .then()
                .statusCode(403)
                .contentType("text/html")
                .body(containsString("do not allow this"));
    }

    private static Response signIn(String key, String to) {
        return given().redirects()
                .follow(false)
                .formParam("key", key)
                .formParam("to", to)
                .post("/sign-in");
    }

    private static RequestSpecification asSession(Response answer) {
        return given().cookie(SessionCookie.NAME, answer.cookie(SessionCookie.NAME));
    }
}
