package dev.evenkeel.platform.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Everything that logs is turned on and fed secrets; none may be in the log. */
@ServiceTest
@TestProfile(SecretsInLogsTest.EverythingLogged.class)
class SecretsInLogsTest {

    private static final Path LOG = Path.of("target", "secrets-in-logs.log");
    private static final String SECRET = "S3cr3tS3cr3tS3cr3t";

    public static class EverythingLogged implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", LOG.toString(),
                    "quarkus.log.file.level", "DEBUG",
                    "quarkus.log.file.json.enabled", "true",
                    "quarkus.log.category.\"dev.evenkeel\".level", "DEBUG",
                    "quarkus.log.category.\"io.quarkus.vertx.http\".level", "DEBUG",
                    "quarkus.log.category.\"io.quarkus.security\".level", "DEBUG",
                    "quarkus.log.category.\"org.jboss.resteasy\".level", "DEBUG",
                    "evenkeel.logging.requests", "true",
                    "evenkeel.logging.sql", "true");
        }
    }

    @Test
    void noSecretIsInAnyLog() throws IOException {
        given().header("Authorization", "Bearer ek_abcd_" + SECRET).when().get("/closed");
        given().header("Authorization", "Basic " + SECRET + "=").when().get("/web-test/secured");
        given().header("X-API-Key", SECRET).when().get("/closed");
        given().header("X-Correlation-Id", "ek_abcd_" + SECRET).when().get("/nothing");
        given().queryParam("token", SECRET).when().get("/web-test/failures/bug");
        given().queryParam("text", "https://user:" + SECRET + "@example.org")
                .when()
                .get("/web-test/telemetry/logged");
        given().queryParam("text", "password=" + SECRET).when().get("/web-test/telemetry/logged");
        given().queryParam("text", "Authorization: Bearer " + SECRET).when().get("/web-test/telemetry/logged");
        given().when().get("/web-test/telemetry/counted/" + SECRET);
        given().when().get("/web-test/failures/bug-" + SECRET);
        given().when().get("/nothing/" + SECRET);
        given().contentType("application/json")
                .body("{\"password\":\"" + SECRET + "\"}")
                .when()
                .post("/web-test/things");
        String key = TestKeys.of(Role.VIEWER);
        given().header("X-Correlation-Id", "the-last-request")
                .header("Authorization", "Bearer " + key)
                .when()
                .get("/web-test/failures/bug");

        await().until(() -> Files.readString(LOG).contains("the-last-request"));
        String log = Files.readString(LOG);

        assertThat(log)
                .contains("/web-test/failures/{kind} 500")
                .contains("told https://user:<secret>@example.org")
                .contains("password=<secret>")
                .doesNotContain(SECRET)
                .doesNotContain("hunter2")
                .doesNotContain(key);
    }
}
