package dev.evenkeel.benchmarks.analytics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Something that people, programs or Grafana ask.
 *
 * @param what as the table names it
 * @param method GET or POST
 * @param path with its query
 */
record Question(String what, String method, String path) {

    /** @param now to which the questions go */
    static List<Question> all(Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.SECONDS);
        String month = range(to, 30);
        String quarter = range(to, 90);
        return List.of(
                get("figures by severity, 30 days", "/api/v1/analytics/incidents?groupBy=severity&" + month),
                get("figures by day, 90 days", "/api/v1/analytics/incidents?groupBy=day&limit=100&" + quarter),
                get("figures by a label, 30 days", "/api/v1/analytics/incidents?groupBy=team&" + month),
                get("noise by name, 30 days", "/api/v1/analytics/noise?limit=50&" + month),
                get("noise by name, 90 days", "/api/v1/analytics/noise?limit=50&" + quarter),
                get("noise by a label, 30 days", "/api/v1/analytics/noise?groupBy=team&" + month),
                get("people, 30 days", "/api/v1/analytics/people?" + month),
                get("people, 90 days", "/api/v1/analytics/people?" + quarter),
                get("longest waits, 30 days", "/api/v1/analytics/unacknowledged?" + month),
                get("the page, 30 days", "/analytics?days=30"),
                get("the page, 90 days", "/analytics?days=90"),
                new Question("a month's report, made and rendered", "POST", "/api/v1/reports/monthly/preview"),
                query("MTTA of a week by severity", """
                        sum by (severity) (sum_over_time(evenkeel_incident_time_to_acknowledge_seconds_sum[7d]))
                        / sum by (severity) (sum_over_time(evenkeel_incident_time_to_acknowledge_seconds_count[7d]))"""),
                query("share acted on, 30 days", """
                        sum(sum_over_time(evenkeel_incidents_resolved{acted_on="true"}[30d]))
                        / sum(sum_over_time(evenkeel_incidents_resolved[30d]))"""),
                query("median duration by name, 30 days", """
                        histogram_quantile(0.5, sum by (alertname, le) (
                        sum_over_time(evenkeel_alert_episode_duration_seconds_bucket[30d])))"""),
                get(
                        "incidents of an hour, for 7 days",
                        "/prometheus/api/v1/query_range?step=3600&start=" + seconds(to.minus(Duration.ofDays(7)))
                                + "&end=" + seconds(to) + "&query="
                                + text("sum by (severity) (sum_over_time(evenkeel_incidents_opened[1h]))")),
                get(
                        "names of alerts, as Grafana asks for them",
                        "/prometheus/api/v1/label/alertname/values?start=" + seconds(to.minus(Duration.ofDays(1)))
                                + "&end=" + seconds(to)));
    }

    private static Question get(String what, String path) {
        return new Question(what, "GET", path);
    }

    private static Question query(String what, String expression) {
        return get("query: " + what, "/prometheus/api/v1/query?query=" + text(expression));
    }

    private static String range(Instant to, int days) {
        return "from=" + text(to.minus(Duration.ofDays(days)).toString()) + "&to=" + text(to.toString());
    }

    private static String seconds(Instant moment) {
        return Long.toString(moment.getEpochSecond());
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
