package dev.evenkeel.alertrouter.routing;

import java.time.Duration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Labels of routes reach notifications and the API, as they do with Alertmanager since 0.34. */
@ServiceTest
class RouteLabelsJourneyTest {

    private final HttpSink sink = HttpSink.start();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aRouteLabelsItsNotificationsAndItsGroups() {
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  group_by: [alertname, cluster]
                  group_wait: 0s
                  labels: {owner: all, sentence: '{{ len .Alerts }} of {{ routeLabels "owner" }} in {{ .GroupLabels.cluster }}'}
                  routes:
                  - matchers: [cluster="eu"]
                    labels: {owner: europe}
                receivers:
                - name: team
                  labels: {tier: one}
                  webhook_configs:
                  - url: '%s?owner={{ routeLabels "owner" }}'
                """.formatted(sink.url("/hook")));
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Labelled\",\"cluster\":\"eu\",\"i\":\"1\"}},"
                        + "{\"labels\":{\"alertname\":\"Labelled\",\"cluster\":\"eu\",\"i\":\"2\"}}]")
                .statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            RouterUnderTest.flush();
            return !sink.requests().isEmpty();
        });

        HttpSink.Request told = sink.requests().getFirst();
        assertThat(told.path()).isEqualTo("/hook?owner=europe");
        assertThat(new JsonObject(told.body()).getJsonObject("routeLabels"))
                .isEqualTo(new JsonObject().put("owner", "europe").put("sentence", "2 of europe in eu"));
        assertThat(groups("filter=alertname%3DLabelled").getJsonObject(0).getJsonObject("routeLabels"))
                .isEqualTo(new JsonObject().put("owner", "europe").put("sentence", "2 of europe in eu"));
        assertThat(groups("filter=alertname%3DLabelled&receiver_matchers=tier%3Done"))
                .hasSize(1);
        assertThat(groups("filter=alertname%3DLabelled&receiver_matchers=tier%3Dtwo"))
                .isEmpty();
    }

    @Test
    void receiversAreFoundByTheirLabels() {
        RouterUnderTest.configure("""
                route: {receiver: a}
                receivers:
                - name: a
                  labels: {owner: x}
                - name: b
                """);

        assertThat(get("/api/v2/receivers")).isEqualTo("""
                [{"labels":{"name":"a","owner":"x"},"name":"a"},{"labels":{"name":"b"},"name":"b"}]
                """);
        assertThat(get("/api/v2/receivers?receiver_matchers=owner%3Dx&receiver_matchers=name%3D~%22a%7Cb%22"))
                .isEqualTo("[{\"labels\":{\"name\":\"a\",\"owner\":\"x\"},\"name\":\"a\"}]\n");
        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v2/receivers?receiver_matchers=owner")
                .then()
                .statusCode(400);
    }

    private static JsonArray groups(String query) {
        return new JsonArray(get("/api/v2/alerts/groups?" + query));
    }

    private static String get(String path) {
        return TestKeys.as(Role.VIEWER)
                .urlEncodingEnabled(false)
                .when()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
