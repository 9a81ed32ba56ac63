package dev.evenkeel.alertrouter.report;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
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
class ReportJourneyTest extends ReportScenario {

    private static final Instant MONDAY_BEFORE_NINE = Instant.parse("2026-03-09T07:59:00Z");

    @Inject
    ReportService reports;

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
    void oneThatCannotBeMadeHoldsUpNeitherTheOthersNorWhatIsToBeSent() throws SQLException {
        OncallUnderTest.apply("reports.yaml", """
                reports:
                - {name: broken, every: week, time_zone: Europe/Berlin, receivers: [mail]}
                - {name: weekly, title: Alerts of the week, every: week, time_zone: Europe/Berlin, receivers: [mail]}
                """);
        run(WEDNESDAY);
        database().execute("ALTER TABLE report ADD CONSTRAINT broken CHECK (name <> 'broken')");
        try {
            run(MONDAY_AT_NINE);
        } finally {
            database().execute("ALTER TABLE report DROP CONSTRAINT broken");
        }

        list().body("items.name", contains("weekly")).body("items[0].sendings.state", contains("sent"));
        assertThat(mails()).hasSize(1);

        run(MONDAY_AT_NINE.plusSeconds(30));

        list().body("items", hasSize(2));
    }

    @Test
    void aReportOfSomeReceiversSaysThatAlertsAreNotCountedByThem() {
        OncallUnderTest.apply("reports.yaml", """
                reports: [{name: weekly, every: week, time_zone: Europe/Berlin, only: {receivers: [everybody]}}]
                """);
        run(WEDNESDAY);
        anIncident();
        TestClock.set(MONDAY_AT_NINE);

        TestKeys.as(Role.VIEWER)
                .post("/api/v1/reports/weekly/preview")
                .then()
                .statusCode(200)
                .body("content.incidents.incidents", is(1))
                .body("content.alerts", nullValue())
                .body("content.noise.group", contains("<Full> & broken"))
                .body("content.noise[0].episodes", nullValue())
                .body("rendered.text", containsString("alerts ended    not counted by receiver"))
                .body("rendered.text", containsString("<Full> & broken: 1 notification, 0 pages, 100 % acted on"))
                .body("rendered.html", containsString("not counted by receiver"))
                .body(
                        "rendered.markdown.find { it.contains('Alerts ended') }",
                        containsString("not counted by receiver"));
        TestKeys.as(Role.VIEWER).get("/reports/preview/weekly").then().statusCode(200);
    }

    private static TestDatabase database() {
        return TestDatabase.ofRunningService();
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
        assertThat(sink.requests()).isEmpty();
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
}
