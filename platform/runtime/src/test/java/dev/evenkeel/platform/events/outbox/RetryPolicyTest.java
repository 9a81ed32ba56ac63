package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-21T03:00:00Z");

    private final RetryPolicy policy =
            new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ofHours(24), 5);

    @Test
    void anAcceptedEventIsDelivered() {
        assertThat(after(new Outcome.Accepted(), 1, Duration.ZERO)).isEqualTo(new DeliveryState.Delivered(WRITTEN));
    }

    @Test
    void aRefusedEventIsDeadAtOnce() {
        assertThat(after(new Outcome.Refused("answered 422"), 1, Duration.ZERO))
                .isEqualTo(new DeliveryState.Dead(WRITTEN, "answered 422"));
    }

    @Test
    void aPostponedEventIsTriedAgainWithinTheBackOff() {
        DeliveryState state = after(postponed(null), 3, Duration.ZERO);

        assertThat(state).isInstanceOfSatisfying(DeliveryState.Pending.class, pending -> {
            assertThat(pending.nextAttemptAt()).isBetween(WRITTEN, WRITTEN.plusSeconds(4));
            assertThat(pending.reason()).isEqualTo("answered 503");
        });
    }

    @Test
    void aLongerRetryAfterWinsOverTheBackOff() {
        assertThat(after(postponed(Duration.ofMinutes(7)), 1, Duration.ZERO))
                .isEqualTo(new DeliveryState.Pending(WRITTEN.plusSeconds(420), "answered 503"));
    }

    @Test
    void aRetryAfterOfDaysIsCutToAnHour() {
        assertThat(after(postponed(Duration.ofDays(3)), 1, Duration.ZERO))
                .isEqualTo(new DeliveryState.Pending(WRITTEN.plusSeconds(3600), "answered 503"));
    }

    @Test
    void theLastAllowedAttemptMakesItDead() {
        assertThat(after(postponed(null), 5, Duration.ZERO))
                .isEqualTo(new DeliveryState.Dead(WRITTEN, "answered 503 (attempt 5 of 5)"));
    }

    @Test
    void anEventThatWouldBeTooOldAtItsNextAttemptIsDead() {
        assertThat(after(postponed(Duration.ofMinutes(30)), 2, Duration.ofMinutes(23 * 60 + 31)))
                .isInstanceOfSatisfying(
                        DeliveryState.Dead.class,
                        dead -> assertThat(dead.reason()).isEqualTo("answered 503 (undelivered for PT24H)"));
    }

    @Property
    void everyDeliveryThatIsOnlyEverPostponedDiesInTheEnd(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int most) {
        RetryPolicy any =
                new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ofHours(1), most);
        Random random = new Random(seed);
        Instant now = WRITTEN;
        DeliveryState state = new DeliveryState.Pending(now, "");
        int attempts = 0;
        while (state instanceof DeliveryState.Pending(Instant next, String _)) {
            assertThat(next).isAfterOrEqualTo(now);
            now = next;
            attempts++;
            state = any.after(postponed(null), attempts, WRITTEN, now, random);
        }

        assertThat(state).isInstanceOf(DeliveryState.Dead.class);
        assertThat(attempts).isLessThanOrEqualTo(most);
        assertThat(now).isBeforeOrEqualTo(WRITTEN.plus(any.maxAge()));
    }

    private DeliveryState after(Outcome outcome, int attempt, Duration age) {
        return policy.after(outcome, attempt, WRITTEN.minus(age), WRITTEN, new Random(1));
    }

    private static Outcome postponed(Duration retryAfter) {
        return new Outcome.Postponed("answered 503", Optional.ofNullable(retryAfter));
    }
}
