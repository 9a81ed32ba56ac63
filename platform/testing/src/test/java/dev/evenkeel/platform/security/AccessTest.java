package dev.evenkeel.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

@ServiceTest
class AccessTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/keys", "/no/such/path", "/q/openapi", "/q/swagger-ui/", "/q/info", "/q"})
    void aStrangerIsToldTheSameWhateverThereIs(String path) {
        given().redirects()
                .follow(false)
                .when()
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", is("/problems/unauthenticated"))
                .body("instance", is(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics"})
    void probesAndMetricsAreOpen(String path) {
        given().when().get(path).then().statusCode(200);
    }

    @Test
    void aProbeStaysOpenToSomebodyWithAStaleKey() {
        given().header("Authorization", "Bearer ek_stale")
                .when()
                .get("/q/health/live")
                .then()
                .statusCode(200);
    }

    @Test
    void aKnownCallerIsToldThatAPathDoesNotExist() {
        TestKeys.as(Role.VIEWER).when().get("/no/such/path").then().statusCode(404);
    }

    @Test
    void theKeyIsAcceptedInEachOfTheThreePlaces() {
        String key = TestKeys.of(Role.ADMIN);
        String basic = Base64.getEncoder().encodeToString(("grafana:" + key).getBytes(StandardCharsets.UTF_8));

        given().header("Authorization", "Bearer " + key)
                .get("/api/v1/keys")
                .then()
                .statusCode(200);
        given().header("X-API-Key", key).get("/api/v1/keys").then().statusCode(200);
        given().header("Authorization", "Basic " + basic)
                .get("/api/v1/keys")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"ADMIN,200", "OPERATOR,403", "RESPONDER,403", "VIEWER,403", "INGEST,403"})
    void onlyAnAdministratorSeesTheKeys(Role role, int status) {
        TestKeys.as(role).when().get("/api/v1/keys").then().statusCode(status);
    }

    @Test
    void anEndpointWithoutAnAnnotationRefusesEverybody() {
        TestKeys.as(Role.ADMIN).when().get("/test/unannotated").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"VIEWER,200", "ADMIN,200", "INGEST,403"})
    void aRoleIncludesTheOnesBelowIt(Role role, int status) {
        TestKeys.as(role).when().get("/test/viewer").then().statusCode(status);
    }

    @Test
    void aMistypedKeyIsToldApartFromAnUnknownOne() {
        String key = TestKeys.of(Role.ADMIN);

        given().header("X-API-Key", key.substring(0, key.length() - 2))
                .get("/api/v1/keys")
                .then()
                .statusCode(401)
                .body("detail", containsString("complete API key"));
    }

    @Test
    void aStrangersToolIsToldThatBasicWorksAndABrowserIsNot() {
        assertThat(given().get("/api/v1/keys").headers().getValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"evenkeel\"", "Basic realm=\"evenkeel\", charset=\"UTF-8\"");
        assertThat(given().header("Sec-Fetch-Mode", "cors")
                        .get("/api/v1/keys")
                        .headers()
                        .getValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"evenkeel\"");
    }

    @Test
    void aBrowserOfAStrangerIsLedToTheSignInPageAndBack() {
        given().redirects()
                .follow(false)
                .header("Accept", "text/html,*/*;q=0.8")
                .when()
                .get("/some/page?a=1&b=2")
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in?to=%2Fsome%2Fpage%3Fa%3D1%26b%3D2"));
    }

    @Test
    void aLinkOnAnotherSiteIsFollowedAgainFromOurOwnSoThatTheCookieComesAlong() {
        given().header("Accept", "text/html")
                .header("Sec-Fetch-Site", "cross-site")
                .when()
                .get("/some/page")
                .then()
                .statusCode(200)
                .header("Refresh", equalTo("0"))
                .header("Cache-Control", equalTo("no-store"));
    }
}
