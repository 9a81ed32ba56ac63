package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

@ServiceTest
class AnalyticsResourceTest extends AnalyticsScenario {

    @Test
    void tablesComeAsCommaSeparatedValuesForWhoAsks() {
        fire("Comma, and more", "warning", "web", Duration.ZERO);
        measure();

        TestKeys.as(Role.VIEWER)
                .accept("text/csv")
                .get("/api/v1/analytics/incidents?groupBy=alertname")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .body(startsWith("group,incidents,"))
                .body(containsString("\"Comma, and more\",1,"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/noise?format=csv")
                .then()
                .statusCode(200)
                .body(startsWith("group,episodes,"));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/people?format=csv")
                .then()
                .statusCode(200)
                .body(startsWith("person,full_name,"));
    }

    @Test
    void whatIsAskedWronglyIsToldWithWhatIsAllowed() {
        for (String wrong : List.of(
                "incidents?from=yesterday",
                "incidents?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
                "incidents?from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "incidents?groupBy=color",
                "incidents?limit=0",
                "incidents?severity=bad",
                "incidents?label=color=red",
                "incidents?format=xml",
                "noise?order=loudness",
                "noise?groupBy=receiver",
                "people?to=never",
                "unacknowledged?limit=x")) {
            TestKeys.as(Role.VIEWER)
                    .get("/api/v1/analytics/" + wrong)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        TestKeys.as(Role.INGEST).get("/api/v1/analytics/people").then().statusCode(403);
        TestKeys.as(Role.VIEWER).get("/analytics?days=8").then().statusCode(400);
    }

    @Test
    void thePageHasTablesAlsoForThoseWithoutScript() {
        fire("<b>Bold", "critical", "web", Duration.ZERO);
        measure();

        String page = TestKeys.as(Role.VIEWER)
                .get("/analytics?days=7")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains(
                        "Incidents by the day",
                        "<td>1</td>",
                        "format=csv&amp;from=2026-02-24T10:01:00Z&amp;to=2026-03-03T10:01:00Z",
                        "&lt;b&gt;Bold",
                        "aria-current=\"page\"")
                .doesNotContain("<b>Bold");
    }
}
