package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.escalation.ReplicasUnderTest.Replica;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

/** Who is to be told is told once: through channels that fail, by replicas that die, by several at a time. */
@ServiceTest
class PagingTest extends EscalationScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    PageStore pages;

    @Inject
    ReplicasUnderTest replicas;

    @Inject
    Pool pool;

    @Test
    void thePageIsAnAlertmanagerWebhookThatSaysWhy() {
        fire();

        HttpSink.Request page = sink.requests().stream()
                .filter(request -> request.path().endsWith("/anna-push"))
                .findFirst()
                .orElseThrow();

        assertThat(page.body())
                .contains("\"receiver\":\"anna-push\"", "\"notification_reason\":\"escalation\"", name)
                .contains("\"groupKey\":\"{}:{alertname=\\\"" + name + "\\\"}\"")
                .contains("\"groupLabels\":{\"alertname\":\"" + name + "\"}");
        assertThat(page.header("Idempotency-Key")).isPresent();
    }

    @Test
    void aChannelThatFailsIsTriedAgainAndHoldsUpNobody() {
        escalate("""
                policies: [{name: p, levels: [{targets: [{receiver: boss}, {receiver: ben-push}]}]}]
                rules: [{policy: p}]
                """);
        sink.answer(request -> HttpSink.Answer.status(request.path().endsWith("/boss") ? 503 : 200));
        fire();
        assertThat(told()).containsExactlyInAnyOrder("boss", "ben-push");

        sink.answer(HttpSink.Answer.status(200));
        moveBy(Duration.ofSeconds(2));

        assertThat(told()).containsExactly("boss");
        moveBy(Duration.ofMinutes(5));
        assertThat(told()).isEmpty();
        timeline()
                .body(
                        "text",
                        hasItem(containsString("boss/webhook[0] could not be told, it is tried again: unexpected")))
                .body("text", hasItem("boss/webhook[0] was told: L1 of p"));
    }

    @Test
    void aPageThatWaitedForItsHoursIsTriedForADayFromThen() {
        escalate("""
                policies: [{name: p, levels: [{targets: [{user: carl}]}]}]
                rules: [{policy: p}]
                notification_rules: [{people: [carl], high: [{contact: boss, during: [sundays]}]}]
                """);
        fire();
        sink.answer(HttpSink.Answer.status(503));
        TestClock.set(Instant.parse("2026-03-08T00:00:00Z"));
        run();
        assertThat(told()).containsExactly("boss");

        sink.answer(HttpSink.Answer.status(200));
        moveBy(Duration.ofHours(23));

        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatNoChannelTakesForADayIsGivenUp() {
        escalate("policies: [{name: p, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: p}]");
        sink.answer(HttpSink.Answer.status(503));
        fire();
        moveBy(Duration.ofHours(24));

        moveBy(Duration.ofMinutes(2));

        escalation().body("pages.state", contains("given_up"));
        timeline().body("text", hasItem(containsString("could not be told for a day")));
    }

    @Test
    void whatSomebodyAskedForIsNotReplacedByWhatComesByItself() {
        escalate("""
                policies:
                - name: p
                  levels: [{targets: [{receiver: ben-push}]}, {after: 10m, targets: [{receiver: boss}]},
                           {after: 20m, targets: [{receiver: boss}]}]
                rules: [{policy: p}]
                """);
        fire();
        sink.answer(request -> HttpSink.Answer.status(request.path().endsWith("/boss") ? 503 : 200));
        work("escalate", "{\"level\": \"L2\"}");
        run();
        moveBy(Duration.ofMinutes(10));
        work("acknowledge", null);
        told();
        sink.answer(HttpSink.Answer.status(200));

        moveBy(Duration.ofMinutes(2));

        assertThat(told()).containsExactly("boss");
        escalation().body("pages.findAll { it.receiver == 'boss' }.kind", contains("manual", "automatic"));
        escalation().body("pages.findAll { it.receiver == 'boss' }.state", contains("told", "superseded"));
    }

    @Test
    void ofAReplicaThatDiedBetweenClaimAndSendingAnotherTellsOnceUnderTheSameId() {
        openWithoutTelling();
        await(replicas.another().escalation().advanceAll());
        List<Page> claimed = await(claim(UUID.randomUUID(), 100));
        assertThat(claimed).hasSize(3);

        moveBy(Duration.ofSeconds(19));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofSeconds(2));

        assertThat(sink.requests())
                .extracting(request -> request.header("Idempotency-Key").orElseThrow())
                .isSubsetOf(claimed.stream().map(page -> page.id().toString()).toList());
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatWasToldWhilePostgresqlWasAwayForLongIsNotToldAgainAndWrittenDownWhenItIsBack() {
        escalate("policies: [{name: p, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: p}]");
        openWithoutTelling();
        var away = new AtomicBoolean(true);
        Replica replica = replicas.with(new PageStore(pool) {
            @Override
            Uni<Boolean> conclude(
                    SqlConnection transaction,
                    UUID page,
                    UUID claim,
                    Page.State state,
                    Optional<Instant> toldAt,
                    Fingerprints alerts) {
                return away.get()
                        ? Uni.createFrom().failure(new IllegalStateException("PostgreSQL is away"))
                        : super.conclude(transaction, page, claim, state, toldAt, alerts);
            }
        });
        await(replica.task().run());
        TestClock.advance(Duration.ofMinutes(2));
        await(replica.task().run());
        away.set(false);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> escalation().body("pages.state", contains("told")));
        run();
        assertThat(told()).containsExactly("boss");
    }

    @Test
    void whatOneHasToldIsToldWhoeverHasClaimedItSince() {
        openWithoutTelling();
        await(replicas.another().escalation().advanceAll());
        UUID slow = UUID.randomUUID();
        UUID quick = UUID.randomUUID();
        Page page = await(claim(slow, 1)).getFirst();
        TestClock.advance(Duration.ofSeconds(21));
        Instant now = TestClock.now();
        await(claim(quick, 100));

        Optional<Instant> toldAt = Optional.of(now);
        boolean given = await(pool.withTransaction(transaction ->
                pages.conclude(transaction, page.id(), slow, Page.State.TOLD, toldAt, Fingerprints.none())));
        boolean again = await(pool.withTransaction(transaction ->
                pages.conclude(transaction, page.id(), quick, Page.State.TOLD, toldAt, Fingerprints.none())));

        assertThat(given).isTrue();
        assertThat(again).isFalse();
    }

    @Test
    void twoServicesOverOneDatabaseTellEverybodyOnce() {
        List<String> names = new ArrayList<>();
        StringBuilder alerts = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            names.add(name + "x" + i);
            alerts.append(i == 0 ? "[" : ",").append(firing(name + "x" + i));
        }
        RouterUnderTest.post(alerts.append("]").toString()).statusCode(200);
        RouterUnderTest.flush();
        List<Uni<Void>> services = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            EscalationTask task = replicas.another().task();
            services.add(task.run().chain(task::run));
        }

        await(Uni.join().all(services).andFailFast());
        run();
        run();

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            for (String each : names) {
                assertThat(sink.requests().stream()
                                .filter(request -> request.body().contains('"' + each + '"')))
                        .extracting(request -> request.path().substring(1))
                        .containsExactlyInAnyOrder("anna-push", "chat");
            }
        });
    }

    private Uni<List<Page>> claim(UUID claim, int limit) {
        return pages.claim(claim, List.of(), List.of(), limit, TestClock.now(), Map.of(), Duration.ofSeconds(20));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
