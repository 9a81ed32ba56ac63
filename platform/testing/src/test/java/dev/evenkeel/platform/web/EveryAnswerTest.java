package dev.evenkeel.platform.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;

import static io.restassured.RestAssured.given;
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
}
