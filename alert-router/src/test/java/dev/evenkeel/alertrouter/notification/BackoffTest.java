package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    private static final DeliveryResult.Failed FAILED =
            new DeliveryResult.Failed("no connection", FailureCause.OTHER, Optional.empty());

    @Test
    void growsFromHalfASecondToAMinute() {
        assertThat(Backoff.afterFailure(1, FAILED, 0.5)).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.afterFailure(2, FAILED, 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(Backoff.afterFailure(1000, FAILED, 0.5)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isSpreadByHalfOfItselfToBothSides() {
        assertThat(Backoff.afterFailure(1, FAILED, 0)).isEqualTo(Duration.ofMillis(250));
        assertThat(Backoff.afterFailure(1, FAILED, 0.999)).isBetween(Duration.ofMillis(740), Duration.ofMillis(750));
    }

    @Test
    void waitsAsLongAsTheReceiverAsksButNoLongerThanAnHour() {
        assertThat(Backoff.afterFailure(1, asked(FailureCause.RATE_LIMITED, Duration.ofSeconds(30)), 0.5))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(Backoff.afterFailure(1, asked(FailureCause.RATE_LIMITED, Duration.ofDays(30)), 0.5))
                .isEqualTo(Duration.ofHours(1));
        assertThat(Backoff.afterFailure(1, asked(FailureCause.RATE_LIMITED, Duration.ZERO), 0.5))
                .isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aReceiverInTroubleIsSilentForAMinuteAtMostWhateverItAsks() {
        assertThat(Backoff.afterFailure(1, asked(FailureCause.SERVER_ERROR, Duration.ofSeconds(30)), 0.5))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(Backoff.afterFailure(1, asked(FailureCause.SERVER_ERROR, Duration.ofHours(1)), 0.5))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void noWaitIsLongerThanSaidUnlessAsked() {
        assertThat(Backoff.afterFailure(1000, FAILED, 0.999_999)).isLessThanOrEqualTo(Backoff.LONGEST_UNASKED);
    }

    private static DeliveryResult.Failed asked(FailureCause cause, Duration wait) {
        return new DeliveryResult.Failed("not now", cause, Optional.of(wait));
    }
}
