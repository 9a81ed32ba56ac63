package dev.evenkeel.alertrouter;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.link.IncidentLinkSource;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.BrowserPages;
import dev.evenkeel.testing.BrowserPages.Window;
import dev.evenkeel.testing.PageInspection;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Every page of the service in every window and theme, at a busy moment; screenshots stay in {@code target/screenshots}. */
@ServiceTest
class AlertPagesInABrowserTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:14:00Z");
    private static BrowserPages browser;

    @TestHTTPResource("/")
    URI service;

    @Inject
    IncidentLinkSource links;

    @BeforeEach
    void aBusyNight() throws SQLException {
        TestClock.set(NOW.minus(Duration.ofMinutes(40)));
        inDatabase("TRUNCATE alert, alert_group, further_membership, incident, silence, maintenance_window, storm,"
                + " heartbeat_definition, heartbeat, oncall_override, inbox_notification CASCADE");
        configure();
        define("nightly-export", "{\"interval\":\"1d\",\"grace\":\"1h\",\"labels\":{\"severity\":\"warning\"}}");
        define("watchdog-eu", "{\"interval\":\"5m\",\"matchers\":[\"alertname=\\\"Watchdog\\\"\"]}");
        Tasks.run("check-heartbeats");
        TestKeys.as(Role.INGEST)
                .post("/api/v1/heartbeats/nightly-export")
                .then()
                .statusCode(204);
        Tasks.run("rotate-link-keys");
        post("DiskFull", "critical", "db-1.shop.example", "The disk of db-1 is 97 % full");
        post(
                "LatencyHigh",
                "warning",
                "checkout-7f9c4d",
                "Checkout answers in 2.4 s (p99), twice as slowly as promised");
        post("PodRestarts", "info", "catalogue-5b8d7", "catalogue restarted four times within an hour");
        RouterUnderTest.flush();
        Tasks.run("escalate");
        TestClock.advance(Duration.ofMinutes(16));
        RouterUnderTest.flush();
        Tasks.run("escalate");
        respond("/api/v1/incidents/" + incident("LatencyHigh") + "/acknowledge", "{}");
        respond(
                "/api/v1/incidents/" + incident("DiskFull") + "/notes",
                "{\"text\": \"The WAL archive does not keep up\"}");
        respond(
                "/api/v1/silencing",
                "{\"matchers\":[\"alertname=PodRestarts\"],\"duration\":\"2h\",\"comment\":\"known, fixed by the next release\"}");
        maintenance("Patching of staging", "2026-11-21T03:00:00", "FREQ=WEEKLY;BYDAY=SA", "env=\\\"staging\\\"");
        maintenance("Move of the archive", "2026-11-21T02:30:00", null, "service=~\\\"archive|backup\\\"");
        TestClock.set(NOW);
        heartbeatsOfTheLastMinutes();
        storms();
        Tasks.run("measure-incidents");
    }

    private static void configure() {
        RouterUnderTest.configure("""
                route:
                  receiver: chat
                  group_by: [alertname, service]
                  group_wait: 0s
                  group_interval: 1m
                  routes:
                  - {matchers: ['severity="critical"'], receiver: pager, continue: true}
                  - {matchers: ['severity="info"'], receiver: chat}
                receivers:
                - {name: chat, inbox_configs: [{}]}
                - {name: pager, inbox_configs: [{}]}
                - {name: anna-phone, inbox_configs: [{}]}
                - {name: ben-push, inbox_configs: [{}]}
                - {name: program, webhook_configs: [{url: 'http://127.0.0.1:9/program'}]}
                """);
        OncallUnderTest.apply("oncall.yaml", """
                people:
                - {name: anna, full_name: Anna Berg, contacts: [{name: phone, receiver: anna-phone}]}
                - {name: ben, full_name: Ben Okafor, contacts: [{name: push, receiver: ben-push}]}
                schedules:
                - name: primary
                  time_zone: Europe/Berlin
                  layers: [{people: [anna, ben], rotation: weekly, starts: 2026-03-02T09:00}]
                - name: office
                  time_zone: Europe/Berlin
                  covers: [{days: ['monday:friday'], from: "08:00", to: "18:00"}]
                  layers:
                  - people: [ben]
                    rotation: daily
                    starts: 2026-03-02
                    restrictions: [{days: ['monday:friday'], from: "09:00", to: "17:00"}]
                """);
        OncallUnderTest.apply("escalation.yaml", """
                policies:
                - name: standard
                  levels:
                  - {targets: [{schedule: primary}]}
                  - {after: 15m, targets: [{user: ben}]}
                  - {name: everybody, after: 30m, targets: [{receiver: chat}, {schedule: office}]}
                rules: [{severities: [critical], policy: standard}]
                """);
        OncallUnderTest.apply("reports.yaml", """
                reports:
                - {name: weekly, title: Alerts of the week, every: week, time_zone: Europe/Berlin, receivers: [program]}
                """);
        OncallUnderTest.apply("storm.yaml", "per_route: 5\noverall: 200\nwindow: 1h\n");
    }

    private static void define(String name, String definition) {
        TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body(definition)
                .put("/api/v1/heartbeats/" + name)
                .then()
                .statusCode(200);
    }

    private static void post(String name, String severity, String instance, String summary) {
        RouterUnderTest.post("""
                        [{"labels": {"alertname": "%s", "severity": "%s", "instance": "%s", "service": "shop", "env": "production",
                                     "cluster": "eu-central-1", "prometheus": "monitoring/k8s"},
                          "annotations": {"summary": "%s", "runbook_url": "https://runbooks.example/%s",
                                          "description": "See the graph of the last six hours."},
                          "generatorURL": "https://prometheus.example/graph?g0.expr=up&g0.tab=1",
                          "startsAt": "%s", "endsAt": "2026-11-22T00:00:00Z"}]
                        """.formatted(name, severity, instance, summary, name, TestClock.now()))
                .statusCode(200);
    }

    private static String incident(String alertname) {
        return TestKeys.as(Role.VIEWER).get("/api/v1/incidents?q=" + alertname).path("items[0].id");
    }

    private static void respond(String path, String body) {
        assertThat(TestKeys.as(Role.RESPONDER)
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post(path)
                        .statusCode())
                .isLessThan(300);
    }

    private static void maintenance(String name, String start, String rule, String matcher) {
        TestKeys.as(Role.OPERATOR)
                .contentType(ContentType.JSON)
                .body("""
                        {"name": "%s", "matchers": ["%s"], "start": "%s", "timezone": "Europe/Berlin", "duration": "2h",
                         "comment": "agreed with the team"%s}
                        """.formatted(name, matcher, start, rule == null ? "" : ", \"rrule\": \"" + rule + "\""))
                .post("/api/v1/maintenance")
                .then()
                .statusCode(201);
    }

    /** Rounds that are far apart would give everybody their whole time again. */
    private static void heartbeatsOfTheLastMinutes() throws SQLException {
        inDatabase("UPDATE heartbeat_watch SET last_round_at = '%s'".formatted(NOW.minusSeconds(5)));
        inDatabase("UPDATE heartbeat SET seen_at = '%s'".formatted(NOW.minusSeconds(5)));
        Tasks.run("check-heartbeats");
    }

    private static void storms() throws SQLException {
        inDatabase("""
                INSERT INTO storm (id, route_id, receiver, began_at, full_at, ended_at, digests) VALUES
                    (gen_random_uuid(), '{}/{severity="critical"}/0', 'pager', '2026-11-20T18:02:10Z', '2026-11-20T18:20:00Z',
                     '2026-11-20T18:25:00Z', 6),
                    (gen_random_uuid(), '', 'chat', '2026-11-21T01:33:00Z', '2026-11-21T02:13:00Z', NULL, 3)
                """);
    }

    private static void inDatabase(String sql) throws SQLException {
        TestDatabase.ofRunningService().execute(sql);
    }

    @AfterEach
    void aQuietRota() {
        OncallUnderTest.apply("storm.yaml", "per_route: 0\noverall: 0\n");
        OncallUnderTest.forget();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,LIGHT", "DESKTOP,DARK", "PHONE,LIGHT", "PHONE,DARK"})
    void everyPageIsReadableInEveryWindowAndTheme(Window window, ColorScheme scheme) {
        if (browser == null) {
            browser = BrowserPages.of(service);
        }
        Page page = browser.newPage(window, scheme);
        page.setDefaultTimeout(8000);
        List<String> errors = BrowserPages.errorsOf(page);
        page.navigate("/");
        BrowserPages.signIn(page, TestKeys.of(Role.OPERATOR));

        pages().forEach((name, path) -> {
            page.navigate(path);
            BrowserPages.screenshot(page, (name + "-" + window + "-" + scheme).toLowerCase(Locale.ROOT));
            assertThat(PageInspection.poorContrasts(page))
                    .as("contrasts of %s", name)
                    .isEmpty();
            assertThat(PageInspection.withoutNames(page))
                    .as("names on %s", name)
                    .isEmpty();
            assertThat(PageInspection.fits(page))
                    .as("%s fits into the window", name)
                    .isTrue();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                            .count())
                    .as("headings of %s", name)
                    .isOne();
        });
        assertThat(errors).isEmpty();
    }

    private Map<String, String> pages() {
        String fingerprint = TestKeys.as(Role.VIEWER)
                .get("/api/v2/alerts?filter=alertname=DiskFull")
                .path("[0].fingerprint");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("start", "/");
        pages.put("incidents", "/incidents");
        pages.put("incident", "/incidents/" + incident("DiskFull"));
        pages.put("alerts", "/alerts");
        pages.put("alert", "/alerts/" + fingerprint);
        pages.put("oncall", "/oncall");
        pages.put("silences", "/silences");
        pages.put("maintenance", "/maintenance");
        pages.put("heartbeats", "/heartbeats");
        pages.put("storms", "/storms");
        pages.put("analytics", "/analytics");
        pages.put("reports", "/reports");
        pages.put("report", "/reports/preview/weekly");
        pages.put("audit", "/audit");
        pages.put("link", link());
        return pages;
    }

    private String link() {
        String address = links.forIncident(UUID.fromString(incident("DiskFull")), "pager")
                .orElseThrow()
                .acknowledge();
        return address.substring(address.indexOf("/links/"));
    }
}
