package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    @Test
    void growsFromHalfASecondToAMinute() {
        assertThat(Backoff.afterFailure(1, Optional.empty(), 0.5)).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.afterFailure(2, Optional.empty(), 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(Backoff.afterFailure(1000, Optional.empty(), 0.5)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isSpreadByHalfOfItselfToBothSides() {
        assertThat(Backoff.afterFailure(1, Optional.empty(), 0)).isEqualTo(Duration.ofMillis(250));
        assertThat(Backoff.afterFailure(1, Optional.empty(), 0.999))
                .isBetween(Duration.ofMillis(740), Duration.ofMillis(750));
    }

    @Test
    void waitsAsLongAsTheReceiverAsksButNoLongerThanAnHour() {
        assertThat(Backoff.afterFailure(1, Optional.of(Duration.ofSeconds(30)), 0.5))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(Backoff.afterFailure(1, Optional.of(Duration.ofDays(30)), 0.5))
                .isEqualTo(Duration.ofHours(1));
        assertThat(Backoff.afterFailure(1, Optional.of(Duration.ZERO), 0.5)).isEqualTo(Duration.ofMillis(500));
    }
}
