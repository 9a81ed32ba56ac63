package dev.evenkeel.platform.events.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventRelayTest {

    private static final Subscribers SUBSCRIBERS =
            new Subscribers(List.of(new Subscriber("alerts", List.of(new TypePattern("dev.evenkeel.*")))));

    private IntFunction<Uni<List<Delivery>>> claims = number -> Uni.createFrom().item(List.of());
    private int claimed;
    private final EventRelay relay = new EventRelay(
            new OutboxStore(null, SUBSCRIBERS, Clock.systemUTC()) {
                @Override
                public Uni<List<Delivery>> claim(String subscriber, int limit, Duration lease) {
                    return claims.apply(++claimed);
                }
            },
            SUBSCRIBERS,
            delivery -> Uni.createFrom().item(new Outcome.Postponed("down", Optional.empty())),
            new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ofDays(1), 9),
            new EventRelay.Limits(1, Duration.ofMinutes(1)),
            new EventMetrics(new SimpleMeterRegistry(), Clock.systemUTC(), SUBSCRIBERS),
            Clock.systemUTC(),
            new Random(1));
    private UniEmitter<? super List<Delivery>> answer;

    @Test
    void aSubscriberIsStillServedAfterARoundWasAbandonedByWhoeverAskedForIt() {
        theFirstClaimHangs();
        deliverDue().cancel();
        answer.complete(List.of());

        deliverDue().assertCompleted();

        assertThat(claimed).isEqualTo(2);
    }

    @Test
    void aSubscriberIsStillServedAfterARoundFailed() {
        theFirstClaimHangs();
        UniAssertSubscriber<Void> failed = deliverDue();
        answer.fail(new IllegalStateException("the database is away"));

        deliverDue().assertCompleted();

        failed.assertFailed();
        assertThat(claimed).isEqualTo(2);
    }

    @Test
    void aSubscriberThatIsBeingServedIsServedOnceMoreForAllThatAskedMeanwhile() {
        theFirstClaimHangs();
        deliverDue();
        deliverDue().assertCompleted();
        deliverDue().assertCompleted();

        answer.complete(List.of());

        assertThat(claimed).isEqualTo(2);
    }

    @Test
    void aSubscriberThatIsAskedForAgainDuringEachRoundIsServedWithoutEnd() {
        int rounds = 50_000;
        claims = number -> {
            if (number < rounds) {
                relay.deliverDue().subscribe().with(done -> {});
            }
            return Uni.createFrom().item(List.of());
        };

        deliverDue().assertCompleted();

        assertThat(claimed).isEqualTo(rounds);
    }

    private void theFirstClaimHangs() {
        claims = number -> number == 1
                ? Uni.createFrom().emitter(emitter -> answer = emitter)
                : Uni.createFrom().item(List.of());
    }

    private UniAssertSubscriber<Void> deliverDue() {
        return relay.deliverDue().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
