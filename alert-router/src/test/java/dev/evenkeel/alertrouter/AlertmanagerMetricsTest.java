package dev.evenkeel.alertrouter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Dashboards and alerts that were made for Alertmanager find what they ask for, and it moves when something happens. */
@ServiceTest
class AlertmanagerMetricsTest {

    private static int counter;

    private final String name = "Measured" + counter++;
    private HttpSink sink;

    @BeforeEach
    void oneReceiverIsConfiguredAndNothingIsDue() {
        TestClock.stop();
        sink = HttpSink.start();
        RouterUnderTest.configure(configuration());
        // what others left behind is told now and not later
        RouterUnderTest.flush();
    }

    @AfterEach
    void nobodyListens() {
        sink.close();
    }

    private String configuration() {
        return """
                route:
                  receiver: team
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 5m
                  routes: [{receiver: team, matchers: [a="b"]}]
                receivers:
                - name: team
                  webhook_configs: [{url: '%s'}, {url: '%s'}]
                - name: unused
                  discord_configs: [{webhook_url: 'https://discord.example/x'}]
                inhibit_rules:
                - {source_matchers: [x="1"], target_matchers: [x="2"]}
                """.formatted(sink.url("/one"), sink.url("/two"));
    }

    /** All that the rules and the dashboard of Alertmanager's mixin name, but for what is about gossip. */
    @ParameterizedTest
    @CsvSource({
        "alertmanager_config_last_reload_successful, ''",
        "alertmanager_config_hash, ''",
        "alertmanager_notifications_failed_total, integration reason",
        "alertmanager_notifications_total, integration",
        "alertmanager_alerts, state",
        "alertmanager_alerts_received_total, status version",
        "alertmanager_alerts_invalid_total, version",
        "alertmanager_notification_latency_seconds_bucket, integration le",
        "alertmanager_notification_latency_seconds_sum, integration",
        "alertmanager_notification_latency_seconds_count, integration",
        "process_start_time_seconds, ''",
        // others that dashboards ask for
        "alertmanager_config_last_reload_success_timestamp_seconds, ''",
        "alertmanager_build_info, branch goarch goos goversion revision tags version",
        "alertmanager_receivers, ''",
        "alertmanager_integrations, ''",
        "alertmanager_inhibition_rules, ''",
        "alertmanager_cluster_enabled, ''",
        "alertmanager_http_requests_in_flight, method",
        "alertmanager_http_concurrency_limit_exceeded_total, method",
        "alertmanager_notification_requests_total, integration",
        "alertmanager_notification_requests_failed_total, integration",
        "alertmanager_notifications_suppressed_total, reason",
        "alertmanager_dispatcher_aggregation_groups, ''",
        "alertmanager_dispatcher_alert_processing_duration_seconds_sum, ''",
        "alertmanager_dispatcher_alert_processing_duration_seconds_count, ''",
        "alertmanager_dispatcher_aggregation_group_limit_reached_total, ''",
        "alertmanager_alerts_limited_total, ''",
        "alertmanager_nflog_queries_total, ''",
        "alertmanager_nflog_query_errors_total, ''",
        "alertmanager_nflog_query_duration_seconds_bucket, le",
        "alertmanager_silences, state",
        "alertmanager_silences_queries_total, ''",
        "alertmanager_silences_query_errors_total, ''",
        "alertmanager_silences_query_duration_seconds_bucket, le"
    })
    void whatDashboardsAskForIsThereWithItsLabels(String metric, String labels) {
        List<ShownMetrics.Sample> shown = ShownMetrics.now().all(metric);

        Set<String> expected = labels.isEmpty() ? Set.of() : new TreeSet<>(List.of(labels.split(" ")));
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.labels().keySet()).isEqualTo(expected));
    }

    @Test
    void everyMetricSaysWhatItIs() {
        assertThat(TestKeys.as(Role.VIEWER)
                        .get("/metrics")
                        .asString()
                        .lines()
                        .filter(line -> line.startsWith("# HELP")))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.split(" ", 4)).hasSizeGreaterThan(3).doesNotContain(""));
    }

    @Test
    void aLoneReplicaDoesNotLookLikeOneThatLostTheOthers() {
        ShownMetrics shown = ShownMetrics.now();

        assertThat(shown.sum("alertmanager_cluster_enabled")).isZero();
        assertThat(shown.all("alertmanager_cluster_members")).isEmpty();
        assertThat(shown.all("alertmanager_cluster_failed_peers")).isEmpty();
    }

    @Test
    void theFirstFailureIsAnIncrease() {
        ShownMetrics shown = ShownMetrics.now();

        assertThat(shown.all("alertmanager_notifications_failed_total", "integration", "discord"))
                .extracting(sample -> sample.labels().get("reason"))
                .containsExactlyInAnyOrder(
                        "other", "clientError", "serverError", "authError", "rateLimited", "contextDeadlineExceeded");
        assertThat(shown.all("alertmanager_notifications_total", "integration", "discord"))
                .hasSize(1);
        assertThat(shown.all("alertmanager_notification_latency_seconds_bucket", "integration", "discord"))
                .extracting(sample -> sample.labels().get("le"))
                .containsExactlyInAnyOrder("1.0", "5.0", "10.0", "15.0", "20.0", "+Inf");
    }

    @Test
    void whatIsConfiguredIsCounted() {
        ShownMetrics shown = ShownMetrics.now();

        assertThat(shown.sum("alertmanager_receivers")).isEqualTo(1);
        assertThat(shown.sum("alertmanager_integrations")).isEqualTo(2);
        assertThat(shown.sum("alertmanager_inhibition_rules")).isEqualTo(1);
    }

    @Test
    void theSameFileHasTheHashThatAlertmanagerShows() {
        try (RealAlertmanager theirs = RealAlertmanager.start(configuration())) {
            double expected = ShownMetrics.read(theirs.get("/metrics").body()).sum("alertmanager_config_hash");

            assertThat(ShownMetrics.now().sum("alertmanager_config_hash"))
                    .isEqualTo(expected)
                    .isPositive();
        }
    }

    @Test
    void aFileThatWasRefusedIsSeen() throws IOException {
        Path file = Path.of(ConfigProvider.getConfig().getValue("evenkeel.configuration.folder", String.class))
                .resolve("alertmanager.yml");
        String good = Files.readString(file);
        double loaded = ShownMetrics.now().sum("alertmanager_config_last_reload_success_timestamp_seconds");
        TestClock.advance(Duration.ofMinutes(1));
        try {
            Files.writeString(file, "route: {receiver: nobody}\nreceivers: []\n");
            TestKeys.as(Role.OPERATOR).post("/-/reload");

            ShownMetrics refused = ShownMetrics.now();
            assertThat(refused.sum("alertmanager_config_last_reload_successful"))
                    .isZero();
            assertThat(refused.sum("alertmanager_config_last_reload_success_timestamp_seconds"))
                    .isEqualTo(loaded);
            assertThat(refused.sum("alertmanager_receivers")).isEqualTo(1);
        } finally {
            Files.writeString(file, good);
            TestKeys.as(Role.OPERATOR).post("/-/reload").then().statusCode(200);
        }
        ShownMetrics again = ShownMetrics.now();
        assertThat(again.sum("alertmanager_config_last_reload_successful")).isEqualTo(1);
        assertThat(again.sum("alertmanager_config_last_reload_success_timestamp_seconds"))
                .isGreaterThan(loaded + 59);
    }

    @Test
    void alertsAreCountedAsTheyCome() {
        ShownMetrics before = ShownMetrics.now();

        RouterUnderTest.post("[" + alert("a", "") + "," + alert("b", "") + ","
                        + alert("c", ",\"endsAt\":\"" + TestClock.now() + "\"") + ",{\"labels\":{}}]")
                .statusCode(400);

        ShownMetrics after = ShownMetrics.now();
        assertMoved(before, after, 3, "alertmanager_alerts_received_total", "status", "firing");
        assertMoved(before, after, 1, "alertmanager_alerts_received_total", "status", "resolved");
        assertMoved(before, after, 1, "alertmanager_alerts_invalid_total");
        assertMoved(before, after, 3, "alertmanager_dispatcher_alert_processing_duration_seconds_count");
        assertThat(after.sum("alertmanager_dispatcher_alert_processing_duration_seconds_sum"))
                .isGreaterThan(before.sum("alertmanager_dispatcher_alert_processing_duration_seconds_sum"));
    }

    @Test
    void aNotificationIsOneHoweverManyRequestsItTakes() {
        sink.answer(request -> HttpSink.Answer.status(request.path().equals("/two") ? 200 : 503));
        ShownMetrics before = ShownMetrics.now();

        RouterUnderTest.post("[" + alert("a", "") + "]").statusCode(200);
        RouterUnderTest.flush();
        sink.answer(HttpSink.Answer.status(200));
        TestClock.advance(Duration.ofSeconds(2));
        RouterUnderTest.flush();

        ShownMetrics after = ShownMetrics.now();
        assertMoved(before, after, 2, "alertmanager_notifications_total", "integration", "webhook");
        assertMoved(before, after, 3, "alertmanager_notification_requests_total", "integration", "webhook");
        assertMoved(before, after, 1, "alertmanager_notification_requests_failed_total", "integration", "webhook");
        assertMoved(before, after, 0, "alertmanager_notifications_failed_total", "integration", "webhook");
        assertMoved(before, after, 3, "alertmanager_notification_latency_seconds_count", "integration", "webhook");
        assertThat(after.sum("alertmanager_nflog_queries_total"))
                .isGreaterThan(before.sum("alertmanager_nflog_queries_total"));
        assertThat(after.sum("alertmanager_nflog_query_duration_seconds_count"))
                .isGreaterThan(before.sum("alertmanager_nflog_query_duration_seconds_count"));
    }

    @Test
    void whatIsRefusedHasFailed() {
        sink.answer(request -> HttpSink.Answer.status(request.path().equals("/two") ? 200 : 400));
        ShownMetrics before = ShownMetrics.now();

        RouterUnderTest.post("[" + alert("a", "") + "]").statusCode(200);
        RouterUnderTest.flush();

        ShownMetrics after = ShownMetrics.now();
        assertMoved(before, after, 2, "alertmanager_notifications_total", "integration", "webhook");
        assertMoved(before, after, 1, "alertmanager_notifications_failed_total", "integration", "webhook");
        assertMoved(before, after, 1, "alertmanager_notifications_failed_total", "reason", "clientError");
    }

    @Test
    void requestsAreCountedByHandlerMethodAndCode() {
        ShownMetrics before = ShownMetrics.now();

        TestKeys.as(Role.VIEWER).get("/api/v2/silences").then().statusCode(200);
        TestKeys.as(Role.VIEWER).get("/api/v2/silence/00000000-0000-0000-0000-000000000000");

        ShownMetrics after = ShownMetrics.now();
        String duration = "alertmanager_http_request_duration_seconds_count";
        String size = "alertmanager_http_response_size_bytes_count";
        String one = "/api/v2/silence/{silenceID}";
        assertMoved(before, after, 1, duration, "handler", "/api/v2/silences", "method", "get", "code", "200");
        assertMoved(before, after, 1, duration, "handler", one, "method", "get", "code", "404");
        assertMoved(before, after, 1, size, "handler", "/api/v2/silences", "method", "get");
        assertMoved(before, after, 2, "alertmanager_silences_queries_total");
        assertMoved(before, after, 2, "alertmanager_silences_query_duration_seconds_count");
        assertThat(after.sum("alertmanager_http_requests_in_flight")).isGreaterThanOrEqualTo(1);
        assertThat(after.all("alertmanager_http_request_duration_seconds_bucket", "handler", one, "code", "404"))
                .hasSize(12);
    }

    private static void assertMoved(ShownMetrics before, ShownMetrics after, double by, String name, String... labels) {
        assertThat(after.sum(name, labels) - before.sum(name, labels)).as(name).isEqualTo(by);
    }

    private String alert(String instance, String end) {
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"}%s}".formatted(name, instance, end);
    }
}
