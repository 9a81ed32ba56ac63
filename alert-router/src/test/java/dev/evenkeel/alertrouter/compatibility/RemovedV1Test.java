package dev.evenkeel.alertrouter.compatibility;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@ServiceTest
class RemovedV1Test {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/status",
        "GET, /api/v1/receivers",
        "GET, /api/v1/alerts",
        "POST, /api/v1/alerts",
        "GET, /api/v1/silences",
        "POST, /api/v1/silences",
        "GET, /api/v1/silence/0b7a1c5e-0000-4000-8000-000000000000",
        "DELETE, /api/v1/silence/0b7a1c5e-0000-4000-8000-000000000000"
    })
    void whatWasApiV1IsGoneForWhoeverHasAKeyAndForWhoeverHasNone(String method, String path) {
        Response answer =
                RestAssured.given().contentType(ContentType.JSON).when().request(method, path);
        Response withKey =
                TestKeys.as(Role.INGEST).contentType(ContentType.JSON).when().request(method, path);

        assertThat(withKey.statusCode()).isEqualTo(410);
        assertThat(withKey.asString()).isEqualTo(answer.asString());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.jsonPath().getString("status")).isEqualTo("deprecated");
        assertThat(answer.jsonPath().getString("error")).contains("/api/v2");
    }

    /** By these two Grafana's data source tells Alertmanager from what only contains one. */
    @ParameterizedTest
    @CsvSource({"/api/v2/status, 200", "/alertmanager/api/v2/status, 404"})
    void grafanaTakesUsForAlertmanagerItself(String path, int status) {
        TestKeys.as(Role.VIEWER).when().get(path).then().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/incidents", "/api/v1/silencing"})
    void whatIsOursBelowApiV1IsStillThere(String path) {
        TestKeys.as(Role.VIEWER).when().get(path).then().statusCode(not(equalTo(410)));
    }
}
