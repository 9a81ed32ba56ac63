package dev.evenkeel.alertrouter.analytics;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** What is left out of an answer is left out because somebody asked for that, and the answer can be told from the whole. */
@ServiceTest
class AnalyticsLimitsTest extends AnalyticsScenario {

    @Inject
    AnalyticsSeriesSource source;

    @Test
    void episodesAreLeftOutWhereOnlySomeReceiversAreLookedAtSinceTheyHaveNone() {
        fire("Disk", "warning", "db", Duration.ZERO);
        fire("Page", "warning", "web", Duration.ZERO);
        measureEpisodes();

        noise("receiver=databases&from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z")
                .body("kinds.group", contains("Disk"))
                .body("kinds.incidents", contains(1))
                .body("kinds.episodes", everyItem(nullValue()))
                .body("kinds.againWithinAnHour", everyItem(nullValue()))
                .body("kinds.brief", everyItem(nullValue()))
                .body("kinds.medianSeconds", everyItem(nullValue()));
        noise("from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z").body("kinds.episodes.sum()", is(20));
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/analytics/noise?receiver=databases&order=episodes")
                .then()
                .statusCode(400)
                .body(containsString("query:order"));
    }

    private static void measureEpisodes() {
        try {
            sql("""
                    INSERT INTO alert_episode (fingerprint, started_at, ended_at, labels)
                    SELECT n, timestamptz '2026-03-02 10:00:00Z', timestamptz '2026-03-02 10:01:00Z',
                        '{"alertname":"' || CASE WHEN n > 10 THEN 'Other' ELSE 'Disk' END || '","severity":"warning"}'
                    FROM generate_series(1, 20) AS n
                    """);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        measure();
    }

    @Test
    void daysComeInOneRowHoweverQuietTheyWereAndALimitKeepsTheNewest() throws SQLException {
        incidentsOn("timestamptz '2025-12-01 12:00:00Z' + n * interval '1 day'", 90, "1 + n % 3");

        String range = "from=2025-12-01T00:00:00Z&to=2026-03-01T00:00:00Z";
        incidents(range + "&groupBy=day")
                .body("groups.size()", is(90))
                .body("groups[0].group", is("2025-12-01"))
                .body("groups[89].group", is("2026-02-28"))
                .body("groups.incidents.sum()", is(180));
        incidents(range + "&groupBy=week").body("groups.size()", is(13));
        incidents(range + "&groupBy=day&limit=2").body("groups.group", contains("2026-02-27", "2026-02-28"));
    }

    private static void incidentsOn(String openedAt, int times, String each) throws SQLException {
        sql("""
                INSERT INTO incident_measure (incident_id, title, severity, receiver, names, labels, opened_at, acts,
                    notifications, pages)
                SELECT gen_random_uuid(), 'I', CASE WHEN n %% 2 = 0 THEN 'critical' ELSE 'info' END, 'everybody', '{}', '{}',
                    %s, '{}', 0, 0
                FROM generate_series(0, %d) AS n, generate_series(1, %s)
                """.formatted(openedAt, times - 1, each));
    }

    @Test
    void pagesOfOneIntervalAreOneSampleHoweverManyThereWere() {
        for (int i = 0; i < 5; i++) {
            fire("Page" + i, "critical", "web", Duration.ZERO);
        }
        tell();

        List<Series> pages = select("evenkeel_pages", 3);

        assertThat(pages)
                .singleElement()
                .satisfies(series ->
                        assertThat(series.samples().getFirst().value()).isEqualTo(5));
    }

    @Test
    void whatIsMoreThanMayBeReadIsRefusedAndNotCut() throws SQLException {
        incidentsOn("timestamptz '2026-03-03 09:00:00Z' + n * interval '5 minutes'", 6, "1");

        assertThatThrownBy(() -> select("evenkeel_incidents_opened", 3))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("too many samples");
        assertThat(select("evenkeel_incidents_opened", 18)).hasSize(2);
    }

    private List<Series> select(String metric, int maxSamples) {
        return source.select(new Selection(
                        List.of(LabelMatcher.equal(Labels.NAME, metric)),
                        Instant.parse("2026-03-03T09:00:00Z"),
                        Instant.parse("2026-03-03T11:00:00Z"),
                        maxSamples))
                .await()
                .atMost(Duration.ofSeconds(20));
    }
}
