package dev.evenkeel.alertrouter.report;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.mail.internet.MimeMessage;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.SmtpSink;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

/** A weekly report of alerts, due on Mondays at nine, for a mail address, a chat and a program; the tests of reports play it on. */
abstract class ReportScenario {

    static HttpSink sink;
    static SmtpSink mailServer;

    /** On a Wednesday; the report is due on Mondays. */
    static final Instant WEDNESDAY = Instant.parse("2026-03-04T10:00:00Z");

    static final Instant MONDAY_AT_NINE = Instant.parse("2026-03-09T08:00:00Z");

    private int mailsBefore;

    @BeforeAll
    static void listen() {
        sink = HttpSink.start();
        mailServer = SmtpSink.start();
    }

    @BeforeEach
    void aWeeklyReport() throws SQLException {
        sink.reset();
        sink.answer(request -> request.path().startsWith("/slack") ? Answer.text(200, "ok") : Answer.status(200));
        mailsBefore = mailServer.messages().size();
        TestDatabase.ofRunningService()
                .execute("TRUNCATE alert, alert_group, further_membership, incident, alert_episode, incident_measure,"
                        + " alert_episode_day, report, report_schedule CASCADE");
        TestClock.set(WEDNESDAY);
        configure(mailServer.port());
        OncallUnderTest.apply("oncall.yaml", """
                people: [{name: anna, full_name: Anna Berg}]
                schedules:
                - name: primary
                  time_zone: UTC
                  layers: [{people: [anna], rotation: weekly, starts: 2026-03-02, ends: 2026-03-11}]
                """);
        OncallUnderTest.apply("reports.yaml", """
                reports:
                - name: weekly
                  title: Alerts of the week
                  every: week
                  time_zone: Europe/Berlin
                  receivers: [mail, chat, program]
                """);
    }

    static void configure(int mailPort) {
        RouterUnderTest.configure("""
                global: {smtp_smarthost: '127.0.0.1:%1$d', smtp_from: alerts@example.org, smtp_require_tls: false}
                route: {receiver: everybody, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers:
                - {name: everybody, inbox_configs: [{}]}
                - {name: mail, email_configs: [{to: 'Team <team@example.org>'}]}
                - {name: chat, slack_configs: [{api_url: '%2$s/slack', channel: '#ops'}]}
                - {name: program, webhook_configs: [{url: '%2$s/program'}]}
                """.formatted(mailPort, sink.url("")));
    }

    @AfterAll
    static void forget() {
        OncallUnderTest.forget();
        sink.close();
        mailServer.close();
    }

    static void anIncident() {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"<Full> & broken\",\"severity\":\"critical\"}}]")
                .statusCode(200);
        RouterUnderTest.flush();
        TestClock.advance(Duration.ofMinutes(3));
        String id = TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents")
                .then()
                .extract()
                .path("items[0].id");
        TestKeys.as(Role.RESPONDER)
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        Tasks.run("measure-incidents");
        Tasks.run("send-reports");
    }

    static void run(Instant at) {
        TestClock.set(at);
        Tasks.run("send-reports");
    }

    final List<MimeMessage> mails() {
        List<MimeMessage> all = mailServer.messages();
        return all.subList(mailsBefore, all.size());
    }

    static List<HttpSink.Request> sentTo(String path) {
        return sink.requests().stream()
                .filter(request -> request.path().endsWith(path))
                .toList();
    }

    static ValidatableResponse list() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/reports").then().statusCode(200);
    }
}
