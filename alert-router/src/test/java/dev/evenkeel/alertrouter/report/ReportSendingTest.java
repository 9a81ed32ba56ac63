package dev.evenkeel.alertrouter.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@ServiceTest
class ReportSendingTest extends ReportScenario {

    /** Of TCP port 1 nobody takes mail. */
    private static final int CLOSED_PORT = 1;

    @Inject
    ReportService reports;

    @Inject
    DeliveryStore deliveries;

    @Test
    void whatAChannelDoesNotTakeIsTriedAgainAndSeenInTheList() {
        run(WEDNESDAY);
        sink.answer(request -> request.path().startsWith("/program") ? Answer.status(503) : Answer.text(200, "ok"));
        run(MONDAY_AT_NINE);

        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("pending"))
                .body("items[0].sendings.find { it.receiver == 'program' }.attempts", is(1))
                .body("items[0].sendings.find { it.receiver == 'program' }.problem", containsString("503"))
                .body("items[0].sendings.find { it.receiver == 'mail' }.problem", nullValue());
        TestKeys.as(Role.VIEWER).get("/reports").then().statusCode(200).body(containsString("status code 503"));

        sink.answer(Answer.text(200, "ok"));
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
        sink.answer(request -> request.path().startsWith("/program") ? Answer.status(503) : Answer.text(200, "ok"));
        run(MONDAY_AT_NINE);

        run(MONDAY_AT_NINE.plus(Duration.ofHours(25)));
        run(MONDAY_AT_NINE.plus(Duration.ofHours(26)));

        list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("given_up"));
        assertThat(sentTo("/program")).hasSize(2);
    }

    @Test
    void whatWasRefusedOrGivenUpIsSentAgainWhenAnOperatorWantsIt() {
        run(WEDNESDAY);
        sink.answer(request -> request.path().startsWith("/program") ? Answer.status(400) : Answer.text(200, "ok"));
        run(MONDAY_AT_NINE);
        String id = list().body("items[0].sendings.find { it.receiver == 'program' }.state", is("refused"))
                .extract()
                .path("items[0].id");
        sink.reset();
        sink.answer(request -> Answer.status(503));
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
        sink.answer(Answer.status(200));
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
        assertThat(sink.requests()).isEmpty();
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
        configure(CLOSED_PORT);
        run(MONDAY_AT_NINE);
        list().body("items[0].sendings.find { it.receiver == 'mail' }.state", is("pending"))
                .body("items[0].sendings.find { it.receiver == 'mail' }.problem", not(nullValue()));

        configure(mailServer.port());
        run(MONDAY_AT_NINE.plusSeconds(60));

        list().body("items[0].sendings.find { it.receiver == 'mail' }.state", is("sent"));
        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().getMessageID()).isNotBlank();
    }
}
