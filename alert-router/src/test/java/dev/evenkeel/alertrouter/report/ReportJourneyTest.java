package dev.evenkeel.alertrouter.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.SmtpSink;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class ReportJourneyTest {

    private static final HttpSink SINK = HttpSink.start();
    private static final SmtpSink MAIL = SmtpSink.start();

    /** On a Wednesday; the report is due on Mondays. */
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T10:00:00Z");

    private static final Instant MONDAY_BEFORE_NINE = Instant.parse("2026-03-09T07:59:00Z");
    private static final Instant MONDAY_AT_NINE = Instant.parse("2026-03-09T08:00:00Z");

    /** Of TCP port 1 nobody takes mail. */
    private static final int CLOSED_PORT = 1;

    private static final String MAIL_CONFIGURATION = """
            global: {smtp_smarthost: '127.0.0.1:%1$d', smtp_from: alerts@example.org, smtp_require_tls: false}
            route: {receiver: everybody}
            receivers:
            - {name: everybody, inbox_configs: [{}]}
            - {name: mail, email_configs: [{to: 'Team <team@example.org>'}]}
            - {name: chat, slack_configs: [{api_url: 'http://127.0.0.1:1/slack', channel: '#ops'}]}
            - {name: program, webhook_configs: [{url: 'http://127.0.0.1:1/program'}]}
            """;

    @Inject
    ReportService reports;

    @Inject
    DeliveryStore deliveries;

    private int mailsBefore;

    @BeforeEach
    void aWeeklyReport() throws SQLException {
        SINK.reset();
        SINK.answer(request -> request.path().startsWith("/slack") ? Answer.text(200, "ok") : Answer.status(200));
        mailsBefore = MAIL.messages().size();
        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement sql = connection.createStatement()) {
            sql.execute("TRUNCATE alert, alert_group, alert_group_member, incident, alert_episode, incident_measure,"
                    + " alert_episode_day, report, report_schedule CASCADE");
        }
        TestClock.set(WEDNESDAY);
        RouterUnderTest.configure("""
                global: {smtp_smarthost: '127.0.0.1:%1$d', smtp_from: alerts@example.org, smtp_require_tls: false}
                route: {receiver: everybody, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers:
                - {name: everybody, inbox_configs: [{}]}
                - {name: mail, email_configs: [{to: 'Team <team@example.org>'}]}
                - {name: chat, slack_configs: [{api_url: '%2$s/slack', channel: '#ops'}]}
                - {name: program, webhook_configs: [{url: '%2$s/program'}]}
                """.formatted(MAIL.port(), SINK.url("")));
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

    @AfterAll
    static void forget() throws IOException {
        Files.deleteIfExists(Path.of("target/test-configuration/reports.yaml"));
        OncallUnderTest.forget();
        SINK.close();
        MAIL.close();
    }

    @Test
    void aReportIsSentToEveryChannelWhenItIsDue() throws MessagingException, IOException {
        anIncident();
        run(MONDAY_BEFORE_NINE);
        assertThat(mails()).isEmpty();

        run(MONDAY_AT_NINE);

        MimeMessage mail = mails().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Alerts of the week: 1 incident, Mon 2 Mar 2026 to Sun 8 Mar 2026");
        assertThat(mail.getAllRecipients()[0]).hasToString("Team <team@example.org>");
        var parts = (MimeMultipart) mail.getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("to acknowledge  3 min, 3 min, 3 min")
                .contains("<Full> & broken")
                .contains("primary: Wed 11 Mar, 01:00 to Mon 16 Mar, 00:00");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("&lt;Full&gt; &amp; broken")
                .doesNotContain("<Full>");
        HttpSink.Request slack = sentTo("/slack").getFirst();
        assertThat(slack.body())
                .contains("\"channel\":\"#ops\"", "\"type\":\"header\"", "\"type\":\"mrkdwn\"")
                .contains("&lt;Full&gt; &amp; broken");
        HttpSink.Request program = sentTo("/program").getFirst();
        assertThat(program.body()).contains("\"name\":\"weekly\"", "\"version\":1", "\"lastDay\":\"2026-03-08\"");
        assertThat(program.header("Idempotency-Key")).isPresent();
    }

    @Test
    void itIsSentOnceHoweverManyMakeIt() {
        run(WEDNESDAY);
        TestClock.set(MONDAY_AT_NINE);

        Uni.join()
                .all(reports.makeDue(), reports.makeDue(), reports.makeDue())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(20));
        run(MONDAY_AT_NINE);
        run(MONDAY_AT_NINE.plusSeconds(60));

        list().body("items", hasSize(1)).body("items[0].sendings.state", contains("sent", "sent", "sent"));
        assertThat(mails()).hasSize(1);
        assertThat(sentTo("/slack")).hasSize(1);
    }

    @Test
    void whatWasDueBeforeItWasConfiguredIsNotOwedAndAfterDowntimeOnlyTheLastIs() {
        run(WEDNESDAY);
        list().body("items", hasSize(0));

        run(MONDAY_AT_NINE.plus(Duration.ofDays(21)));

        list().body("items", hasSize(1)).body("items[0].from", is("2026-03-22T23:00:00Z"));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatAChannelDoesNotTakeIsTriedAgainAndSeenInTheList() {
        run(WEDNESDAY);
        SINK.answer(request -> request.path().startsWith("/program") ? Answer.status(503) : Answer.text(200, "ok"));
        run(MONDAY_AT_NINE);

        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("pending"))
                .body("items[0].sendings.find { it.receiver == 'program' }.attempts", is(1))
                .body("items[0].sendings.find { it.receiver == 'program' }.problem", containsString("503"))
                .body("items[0].sendings.find { it.receiver == 'mail' }.problem", nullValue());
        TestKeys.as(Role.VIEWER).get("/reports").then().statusCode(200).body(containsString("status code 503"));

        SINK.answer(Answer.text(200, "ok"));
        run(MONDAY_AT_NINE.plusSeconds(60));

        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("sent"))
                .body("items[0].sendings.find { it.receiver == 'program' }.attempts", is(2));
        List<HttpSink.Request> attempts = sentTo("/program");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.getFirst().header("Idempotency-Key"))
                .isEqualTo(attempts.getLast().header("Idempotency-Key"));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatIsNeverTakenIsGivenUpAfterADay() {
        run(WEDNESDAY);
        SINK.answer(request -> request.path().startsWith("/program") ? Answer.status(503) : Answer.text(200, "ok"));
        run(MONDAY_AT_NINE);

        run(MONDAY_AT_NINE.plus(Duration.ofHours(25)));
        run(MONDAY_AT_NINE.plus(Duration.ofHours(26)));

        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("given_up"));
        assertThat(sentTo("/program")).hasSize(2);
    }

    @Test
    void whatWasRefusedOrGivenUpIsSentAgainWhenAnOperatorWantsIt() {
        run(WEDNESDAY);
        SINK.answer(request -> request.path().startsWith("/program") ? Answer.status(400) : Answer.text(200, "ok"));
        run(MONDAY_AT_NINE);
        String id = list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("refused"))
                .extract()
                .path("items[0].id");
        SINK.reset();
        SINK.answer(request -> Answer.status(503));
        Instant daysLater = MONDAY_AT_NINE.plus(Duration.ofDays(3));
        TestClock.set(daysLater);
        TestKeys.as(Role.VIEWER).post("/api/v1/reports/" + id + "/retry").then().statusCode(403);
        TestKeys.as(Role.VIEWER).get("/reports").then().body(not(containsString("Send again")));
        TestKeys.as(Role.OPERATOR).get("/reports").then().body(containsString("Send again"));

        TestKeys.as(Role.OPERATOR)
                .post("/api/v1/reports/" + id + "/retry")
                .then()
                .statusCode(202)
                .body("sendings.find { it.receiver == 'program' }.state", is("pending"))
                .body("sendings.find { it.receiver == 'chat' }.state", is("sent"));

        run(daysLater);
        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("pending"));
        SINK.answer(Answer.status(200));
        run(daysLater.plusSeconds(60));
        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("sent"));
        assertThat(sentTo("/slack")).isEmpty();
        assertThat(mails()).hasSize(1);
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=report.retry")
                .then()
                .body("items.objectId", hasItem(id));
    }

    @Test
    void whatAKilledReplicaWasSendingIsSentByAnotherUnderTheSameIdWhenItsClaimLapses() {
        run(WEDNESDAY);
        TestClock.set(MONDAY_AT_NINE);
        reports.makeDue().await().atMost(Duration.ofSeconds(20));
        deliveries
                .claim(UUID.randomUUID(), 50, MONDAY_AT_NINE, Duration.ofSeconds(30))
                .await()
                .atMost(Duration.ofSeconds(20));

        run(MONDAY_AT_NINE.plusSeconds(29));
        assertThat(SINK.requests()).isEmpty();
        run(MONDAY_AT_NINE.plusSeconds(31));
        run(MONDAY_AT_NINE.plusSeconds(61));

        list().body("items[0].sendings.state", contains("sent", "sent", "sent"))
                .body("items[0].sendings.attempts", contains(2, 2, 2));
        assertThat(sentTo("/program")).hasSize(1);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aMailServerThatIsAwayOrFailsIsTriedAgain() throws MessagingException {
        run(WEDNESDAY);
        String reachable = MAIL_CONFIGURATION.formatted(MAIL.port());
        RouterUnderTest.configure(MAIL_CONFIGURATION.formatted(CLOSED_PORT));
        run(MONDAY_AT_NINE);
        list().body("items[0].sendings.find { it.receiver == 'mail' }.state", is("pending"))
                .body("items[0].sendings.find { it.receiver == 'mail' }.problem", not(nullValue()));

        RouterUnderTest.configure(reachable);
        run(MONDAY_AT_NINE.plusSeconds(60));

        list().body("items[0].sendings.find { it.receiver == 'mail' }.state", is("sent"));
        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().getMessageID()).isNotBlank();
    }

    @Test
    void aPreviewSaysTheSameAndIsNeitherKeptNorSent() {
        TestKeys.as(Role.VIEWER)
                .post("/api/v1/reports/weekly/preview")
                .then()
                .statusCode(200)
                .body("content.firstDay", is("2026-02-23"))
                .body("rendered.subject", is("Alerts of the week: 0 incidents, Mon 23 Feb 2026 to Sun 1 Mar 2026"))
                .body("rendered.text", containsString("Nobody was told."));
        TestKeys.as(Role.VIEWER)
                .get("/reports/preview/weekly")
                .then()
                .statusCode(200)
                .body(containsString("neither kept nor sent"));

        run(WEDNESDAY);

        list().body("items", hasSize(0));
        assertThat(SINK.requests()).isEmpty();
    }

    @Test
    void anOperatorSendsOneAtOnceAndEverybodyReadsIt() {
        TestKeys.as(Role.VIEWER).post("/api/v1/reports/weekly/send").then().statusCode(403);
        String id = TestKeys.as(Role.OPERATOR)
                .post("/api/v1/reports/weekly/send")
                .then()
                .statusCode(202)
                .body("cause", is("asked"))
                .extract()
                .path("id");

        run(WEDNESDAY);

        assertThat(mails()).hasSize(1);
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/reports/" + id)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("report.sendings.state", contains("sent", "sent", "sent"))
                .body("content.title", is("Alerts of the week"));
        TestKeys.as(Role.VIEWER)
                .accept("text/html")
                .get("/api/v1/reports/" + id)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<h1"));
        TestKeys.as(Role.VIEWER)
                .get("/reports/" + id)
                .then()
                .statusCode(200)
                .body(containsString("How long it took"))
                .body(not(containsString("neither kept nor sent")));
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?action=report.send")
                .then()
                .body("items.objectId", hasItem(id));
    }

    @Test
    void definitionsSayWhenTheyAreDueNext() {
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/reports/definitions")
                .then()
                .statusCode(200)
                .body("name", contains("weekly"))
                .body("[0].day", is("monday"))
                .body("[0].nextAt", is("2026-03-09T08:00:00Z"));
    }

    @Test
    void whatThereIsNotIsNotFoundAndWhatMakesNoSenseIsRefused() {
        TestKeys.as(Role.OPERATOR).post("/api/v1/reports/other/send").then().statusCode(404);
        TestKeys.as(Role.VIEWER).post("/api/v1/reports/other/preview").then().statusCode(404);
        TestKeys.as(Role.VIEWER).get("/api/v1/reports/x").then().statusCode(400);
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/reports/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
        TestKeys.as(Role.VIEWER).get("/api/v1/reports?limit=0").then().statusCode(400);
        TestKeys.as(Role.VIEWER).get("/api/v1/reports?cursor=x").then().statusCode(400);
        TestKeys.as(Role.INGEST).get("/api/v1/reports").then().statusCode(403);
    }

    @Test
    void textsHaveNoEmptyLinesWithinAListAndCountInWords() {
        run(WEDNESDAY);
        anIncident();
        TestClock.set(MONDAY_AT_NINE);

        ValidatableResponse preview = TestKeys.as(Role.VIEWER)
                .post("/api/v1/reports/weekly/preview")
                .then()
                .statusCode(200);

        preview.body("rendered.markdown.find { it.startsWith('*How long') }.readLines().size()", is(4))
                .body(
                        "rendered.markdown.find { it.startsWith('*Noisiest') }",
                        containsString("0 notifications, 0 pages, fired 0 times, 100 % acted on"))
                .body("rendered.text", containsString("0 notifications, 0 pages, fired 0 times"));
    }

    private static void anIncident() {
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

    private static void run(Instant at) {
        TestClock.set(at);
        Tasks.run("send-reports");
    }

    private List<MimeMessage> mails() {
        List<MimeMessage> all = MAIL.messages();
        return all.subList(mailsBefore, all.size());
    }

    private static List<HttpSink.Request> sentTo(String path) {
        return SINK.requests().stream()
                .filter(request -> request.path().endsWith(path))
                .toList();
    }

    private static ValidatableResponse list() {
        return TestKeys.as(Role.VIEWER).get("/api/v1/reports").then().statusCode(200);
    }
}
