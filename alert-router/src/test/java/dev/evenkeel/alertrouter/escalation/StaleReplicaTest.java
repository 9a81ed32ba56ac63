package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.escalation.ReplicasUnderTest.Replica;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** A replica whose files are old, or refused, leaves to the others what it does not know. */
@ServiceTest
class StaleReplicaTest extends EscalationScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    ReplicasUnderTest replicas;

    private Replica stale;

    @BeforeEach
    void aReplicaWithFilesOfLastYear() {
        stale = replicas.with(
                Map.of("alertmanager.yml", "route: {receiver: old}\nreceivers: [{name: old, inbox_configs: [{}]}]"));
        openWithoutTelling();
    }

    @Test
    void oneWithoutAConfigurationDoesNothing() {
        Replica refused = replicas.withoutConfiguration();

        await(refused.task().run());
        run();
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        TestClock.advance(Duration.ofMinutes(5));
        await(refused.task().run());
        run();

        assertThat(told()).containsExactly("anna-phone");
    }

    @Test
    void aStepByAPolicyThatOneDoesNotKnowIsTakenByAnother() {
        await(stale.escalation().advanceAll());
        escalation().body("state", is("running"));

        moveBy(Duration.ofSeconds(10));

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactlyInAnyOrder("anna-phone", "ben-push");
    }

    @Test
    void aPageForAReceiverThatOneDoesNotKnowIsSentByAnother() {
        await(replicas.another().escalation().advanceAll());

        await(stale.paging().tellAll());
        TestClock.advance(Duration.ofSeconds(10));
        await(stale.paging().tellAll());
        run();

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    @Test
    void theEndIsToldByAnotherToo() {
        run();
        told();
        work("resolve", "{}");

        await(stale.paging().tellAll());
        moveBy(Duration.ofSeconds(10));

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    @Test
    void whatNobodyKnowsForFiveMinutesIsRefused() {
        await(replicas.another().escalation().advanceAll());

        for (int i = 0; i < 10; i++) {
            await(stale.paging().tellAll());
            escalation().body("pages.findAll { it.person == null }.state", everyItem(is("pending")));
            TestClock.advance(Duration.ofSeconds(30));
        }
        await(stale.paging().tellAll());

        escalation().body("pages.findAll { it.person == null }.state", everyItem(is("refused")));
        timeline().body("text", hasItem(containsString("cannot be told: it is not configured any more")));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsGivenBackWhereItsPolicyIsNotKnownGoesOnWhereItWas() {
        run();
        moveBy(Duration.ofMinutes(15));
        work("acknowledge", null);
        told();
        moveBy(Duration.ofHours(1));

        whereNoPolicyIsKnown(() -> work("unacknowledge", null));
        await(stale.escalation().advanceAll());
        assertThat(told()).isEmpty();
        moveBy(Duration.ofSeconds(10));

        assertThat(told()).containsExactly("ben-push");
        moveBy(Duration.ofMinutes(15));
        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatWakesWhereItsPolicyIsNotKnownGoesOnWhereItWas() {
        run();
        moveBy(Duration.ofMinutes(15));
        work("snooze", "{\"until\": \"2026-03-03T12:00:00Z\"}");
        told();
        TestClock.set(Instant.parse("2026-03-03T12:00:00Z"));

        whereNoPolicyIsKnown(() -> Tasks.run("end-snoozes"));
        run();

        assertThat(told()).containsExactly("ben-push");
    }

    @Test
    void whatIsReopenedWhereItsPolicyIsNotKnownBeginsAnew() {
        run();
        moveBy(Duration.ofMinutes(15));
        work("resolve", "{}");
        run();
        told();

        whereNoPolicyIsKnown(() -> work("reopen", "{}"));
        Tasks.run("escalate");

        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
    }

    @Test
    void whatIsTakenOnAgainBeforeAnybodyKnewItsPolicyStaysQuiet() {
        run();
        work("acknowledge", null);
        told();

        whereNoPolicyIsKnown(() -> work("unacknowledge", null));
        work("acknowledge", null);
        moveBy(Duration.ofHours(1));

        assertThat(told()).isEmpty();
        escalation().body("state", is("paused"));
    }

    @Test
    void whatIsGivenBackWhenNobodyKnowsItsPolicyAnyMoreSaysSo() {
        run();
        work("acknowledge", null);
        escalate("policies: []");

        work("unacknowledge", null);
        run();
        moveBy(Duration.ofSeconds(30));
        moveBy(Duration.ofSeconds(30));

        escalation().body("state", is("ended"));
        timeline().body("text", hasItem("There is no policy standard any more; nobody else is told"));
    }

    /** As a replica with files of last year does it. */
    private static void whereNoPolicyIsKnown(Runnable action) {
        escalate("policies: []");
        action.run();
        escalateByStandard("severities: [critical]");
    }

    private static <T> void await(Uni<T> work) {
        work.await().atMost(PATIENCE);
    }
}
