package dev.evenkeel.platform.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class EveryAnswerTest {

    @Test
    void aSaneCorrelationIdIsTakenOverAndSurvivesReactiveHops() {
        given().header("X-Correlation-Id", "order-7:retry.1")
                .when()
                .get("/web-test/correlation")
                .then()
                .header("X-Correlation-Id", "order-7:retry.1")
                .body("id", is("order-7:retry.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "semi;colon", "ek_something", "umläut"})
    void anotherCorrelationIdIsReplaced(String given) {
        given().header("X-Correlation-Id", given)
                .when()
                .get("/web-test/correlation")
                .then()
                .header("X-Correlation-Id", matchesPattern("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web-test/correlation", "/q/health", "/q/metrics", "/nothing", "/web-test/secured"})
    void everyAnswerHasTheHeaders(String path) {
        given().when()
                .get(path)
                .then()
                .header("X-Correlation-Id", matchesPattern("[0-9a-f]{32}"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", matchesPattern("default-src 'self'.*frame-ancestors 'none'.*"))
                .header("Referrer-Policy", "same-origin")
                .header("Server", nullValue());
    }

    @Test
    void twoRequestsGetDifferentIds() {
        String first = given().when().get("/web-test/correlation").path("id");

        given().when().get("/web-test/correlation").then().body("id", not(is(first)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-/healthy", "/-/ready"})
    void theProbesOfPrometheusAreAnswered(String path) {
        given().when()
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(is("OK"));
    }

    @Test
    void theApiDescribesItself() {
        TestKeys.as(Role.VIEWER)
                .accept("application/json")
                .when()
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", is("Evenkeel: Bare"))
                .body("components.securitySchemes.bearer.scheme", is("bearer"))
                .body("paths.'/web-test/things'.post.responses.default.content", hasKey("application/problem+json"));
    }

    @Test
    void theApiCanBeTriedInABrowser() {
        TestKeys.as(Role.VIEWER)
                .when()
                .get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self' 'unsafe-inline'"));
    }

    @Test
    void aListIsReadPageByPage() {
        String link = given().when().get("/web-test/list?limit=2").header("Link");

        given().when()
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .body("items", contains("c"))
                .body("$", not(hasKey("next")));
    }
}
