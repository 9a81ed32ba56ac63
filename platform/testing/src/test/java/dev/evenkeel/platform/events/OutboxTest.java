package dev.evenkeel.platform.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.events.format.InvalidEventException;
import dev.evenkeel.platform.events.outbox.Backoff;
import dev.evenkeel.platform.events.outbox.Delivery;
import dev.evenkeel.platform.events.outbox.DeliveryState;
import dev.evenkeel.platform.events.outbox.EventMetrics;
import dev.evenkeel.platform.events.outbox.EventRelay;
import dev.evenkeel.platform.events.outbox.OutboxStore;
import dev.evenkeel.platform.events.outbox.Outcome;
import dev.evenkeel.platform.events.outbox.RetryPolicy;
import dev.evenkeel.platform.events.outbox.Subscriber;
import dev.evenkeel.platform.events.outbox.Subscribers;
import dev.evenkeel.platform.events.outbox.TypePattern;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ServiceTest
class OutboxTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Subscribers SUBSCRIBERS =
            new Subscribers(List.of(new Subscriber("alerts", List.of(new TypePattern("dev.evenkeel.test.*")))));

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    private OutboxStore outbox;

    @BeforeEach
    void anEmptyOutbox() {
        pool.query("truncate outbox_delivery, outbox_event").executeAndAwait();
        outbox = new OutboxStore(pool, SUBSCRIBERS, clock);
        TestClock.set(NOW);
    }

    @Test
    void anEventIsDeliveredAsItWasWritten() {
        RecordingClient client = new RecordingClient();
        CloudEvent event = new CloudEvent(
                "1",
                "/evenkeel/test",
                "dev.evenkeel.test.noted.v1",
                "api \"é\"",
                Instant.parse("2026-11-21T02:59:59.123456Z"),
                "{\"a\":1.10}",
                Map.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        append(event);

        deliver(client);

        assertThat(client.accepted()).containsExactly(event);
        assertThat(count("state = 'delivered'")).isEqualTo(1);
    }

    @Test
    void aTransactionThatRollsBackSendsNothing() {
        RecordingClient client = new RecordingClient();
        Uni<Void> rolledBack = pool.withTransaction(tx -> outbox.append(tx, event("1", "api"))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("the change failed"))));

        assertThatThrownBy(() -> rolledBack.await().indefinitely()).hasMessage("the change failed");
        deliver(client);

        assertThat(client.accepted()).isEmpty();
        assertThat(count("true")).isZero();
    }

    @Test
    void anEventThatNobodyWantsIsNotWritten() {
        append(new CloudEvent("1", "/evenkeel/test", "dev.evenkeel.other.v1", "api", NOW, null));

        assertThat(pool.query("select from outbox_event").executeAndAwait().rowCount())
                .isZero();
    }

    @Test
    void anEventWrittenTwiceIsDeliveredOnce() {
        RecordingClient client = new RecordingClient();
        append(event("1", "api"));
        append(event("1", "api"));

        deliver(client);

        assertThat(client.acceptedIds()).containsExactly("1");
    }

    @Test
    void dataThatIsNotJsonIsRefusedWhenItIsWritten() {
        CloudEvent broken = new CloudEvent("1", "/evenkeel/test", "dev.evenkeel.test.noted.v1", "api", NOW, "{\"a\":");

        assertThatThrownBy(() -> append(broken))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("data: is no JSON");
    }

    @Test
    void eventsOfASubjectArriveInTheOrderOfTheirCommitsWhileSubjectsGoInParallel() {
        RecordingClient client = new RecordingClient()
                .answer(delivery -> Uni.createFrom()
                        .<Outcome>item(new Outcome.Accepted())
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(2)));
        List<String> commits = Collections.synchronizedList(new ArrayList<>());
        Multi.createFrom()
                .range(0, 200)
                .onItem()
                .transformToUni(i -> pool.withTransaction(tx -> outbox.append(tx, event("e" + i, "s" + i % 5))
                        // still inside: whoever writes the subject next has to wait until this commits
                        .invoke(() -> commits.add("e" + i))))
                .merge(8)
                .collect()
                .asList()
                .await()
                .indefinitely();

        Uni.join()
                .all(relay(client, 4).deliverDue(), relay(client, 4).deliverDue())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(client.acceptedIds()).hasSize(200).doesNotHaveDuplicates();
        for (int s = 0; s < 5; s++) {
            int subject = s;
            assertThat(client.acceptedIdsOf("s" + s))
                    .containsExactlyElementsOf(commits.stream()
                            .filter(id -> Integer.parseInt(id.substring(1)) % 5 == subject)
                            .toList());
        }
        assertThat(client.overlapped()).isFalse();
        assertThat(client.mostAtOnce()).isBetween(2, 5);
    }

    @Test
    void noMoreDeliveriesAreUnderWayThanAllowed() {
        RecordingClient client = new RecordingClient()
                .answer(delivery -> Uni.createFrom()
                        .<Outcome>item(new Outcome.Accepted())
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(10)));
        IntStream.range(0, 40).forEach(i -> append(event("e" + i, "s" + i)));

        relay(client, 3).deliverDue().await().indefinitely();

        assertThat(client.acceptedIds()).hasSize(40);
        assertThat(client.mostAtOnce()).isEqualTo(3);
    }

    @Test
    void twoRelaysNeverClaimTheSameDelivery() {
        IntStream.range(0, 100).forEach(i -> append(event("e" + i, "s" + i)));

        List<List<Delivery>> claims = Multi.createFrom()
                .range(0, 10)
                .onItem()
                .transformToUni(i -> outbox.claim("alerts", 10, LEASE))
                .merge(10)
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(claims.stream().flatMap(List::stream).map(Delivery::id)).doesNotHaveDuplicates();
        assertThat(outbox.claim("alerts", 100, LEASE).await().indefinitely().size()
                        + claims.stream().mapToInt(List::size).sum())
                .isEqualTo(100);
    }

    @Test
    void aRelayThatDiedIsReplacedWhenItsLeaseIsOver() {
        append(event("1", "api"));
        append(event("2", "api"));
        Delivery lost = claimOne();

        assertThat(outbox.claim("alerts", 9, LEASE).await().indefinitely()).isEmpty();
        TestClock.advance(LEASE);
        Delivery taken = claimOne();

        assertThat(taken.event()).isEqualTo(lost.event());
        assertThat(taken.attempt()).isEqualTo(2);
    }

    @Test
    void aRelayThatComesBackAfterItsLeaseChangesNothing() {
        append(event("1", "api"));
        append(event("2", "api"));
        Delivery late = claimOne();
        TestClock.advance(LEASE);
        Delivery taken = claimOne();

        boolean counted = outbox.record(late, new DeliveryState.Delivered(TestClock.now()))
                .await()
                .indefinitely();

        assertThat(counted).isFalse();
        assertThat(outbox.record(taken, new DeliveryState.Delivered(TestClock.now()))
                        .await()
                        .indefinitely())
                .isTrue();
        assertThat(claimOne().event().id()).isEqualTo("2");
    }

    @Test
    void whileAReceiverIsDownNothingOvertakesAndWhenItIsBackEverythingArrivesInOrder() {
        RecordingClient client = new RecordingClient().answer(RecordingClient.DOWN);
        append(event("1", "api"));
        append(event("2", "api"));
        for (int i = 0; i < 5; i++) {
            deliver(client);
            TestClock.advance(Duration.ofMinutes(1));
        }
        append(event("3", "api"));

        client.answer(new Outcome.Accepted());
        deliver(client);

        assertThat(client.acceptedIds()).containsExactly("1", "2", "3");
        assertThat(count("attempts > 1")).isEqualTo(1);
    }

    @Test
    void aDeliveryThatFailedIsNotTriedAgainBeforeItIsDue() {
        RecordingClient client =
                new RecordingClient().answer(new Outcome.Postponed("busy", Optional.of(Duration.ofSeconds(90))));
        append(event("1", "api"));
        deliver(client);
        client.answer(new Outcome.Accepted());

        TestClock.advance(Duration.ofSeconds(89));
        deliver(client);
        assertThat(client.accepted()).isEmpty();
        TestClock.advance(Duration.ofSeconds(1));
        deliver(client);

        assertThat(client.acceptedIds()).containsExactly("1");
    }

    @Test
    void aDeadLetterNoLongerHoldsBackItsSubject() {
        RecordingClient client = new RecordingClient()
                .answer(delivery -> Uni.createFrom()
                        .item(
                                delivery.event().id().equals("1")
                                        ? new Outcome.Refused("answered 422")
                                        : new Outcome.Accepted()));
        append(event("1", "api"));
        append(event("2", "api"));

        deliver(client);

        assertThat(client.acceptedIds()).containsExactly("2");
        assertThat(count("state = 'dead' and reason = 'answered 422'")).isEqualTo(1);
    }

    @Test
    void aClientThatFailsUnexpectedlyCostsAnAttemptAndNotTheEvent() {
        RecordingClient client = new RecordingClient()
                .answer(delivery -> Uni.createFrom().failure(new IllegalStateException("a defect")));
        append(event("1", "api"));
        deliver(client);

        assertThat(count("state = 'pending' and reason = 'a defect'")).isEqualTo(1);
    }

    @Test
    void aHundredThousandWaitingEventsCostAClaimNothing() {
        pool.query("""
                insert into outbox_event (id, source, type, subject, time, written_at)
                select i::text, '/x', 't', 's' || i % 10, now(), '2026-11-21T03:00:00Z' from generate_series(1, 100000) i
                """).executeAndAwait();
        pool.query("""
                insert into outbox_delivery (position, subscriber, subject, head, next_attempt_at, since)
                select position, 'alerts', subject, row_number() over (partition by subject order by position) = 1,
                    '2026-11-21T03:00:00Z', '2026-11-21T03:00:00Z' from outbox_event
                """).executeAndAwait();
        pool.query("analyze outbox_delivery").executeAndAwait();
        pool.query("analyze outbox_event").executeAndAwait();

        String plan = explainClaim();
        List<Delivery> claimed = outbox.claim("alerts", 16, LEASE).await().indefinitely();

        assertThat(plan).contains("outbox_delivery_claimable").doesNotContain("Seq Scan");
        assertThat(claimed).as("the first of each of ten subjects").hasSize(10);
    }

    private String explainClaim() {
        StringBuilder plan = new StringBuilder();
        pool.preparedQuery("""
                        explain select id from outbox_delivery
                        where subscriber = $1 and state = 'pending' and head and next_attempt_at <= $2
                        order by next_attempt_at limit 16 for update skip locked
                        """)
                .executeAndAwait(Tuple.of("alerts", NOW.atOffset(ZoneOffset.UTC)))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }

    private Delivery claimOne() {
        List<Delivery> claimed = outbox.claim("alerts", 9, LEASE).await().indefinitely();
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    private void append(CloudEvent event) {
        pool.withTransaction(tx -> outbox.append(tx, event)).await().indefinitely();
    }

    private void deliver(RecordingClient client) {
        relay(client, 16).deliverDue().await().indefinitely();
    }

    private EventRelay relay(RecordingClient client, int concurrency) {
        return new EventRelay(
                outbox,
                SUBSCRIBERS,
                client,
                new RetryPolicy(
                        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                        Duration.ofDays(1),
                        Integer.MAX_VALUE),
                new EventRelay.Limits(concurrency, LEASE),
                new EventMetrics(new SimpleMeterRegistry(), clock, SUBSCRIBERS),
                clock,
                new Random(1));
    }

    private long count(String condition) {
        return pool.query("select count(*) from outbox_delivery where " + condition)
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private static CloudEvent event(String id, String subject) {
        return new CloudEvent(id, "/evenkeel/test", "dev.evenkeel.test.noted.v1", subject, NOW, "{\"n\":1}");
    }
}
