package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    void secondsAreCountedFromNow() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    }

    @Test
    void aDateIsWaitedFor() {
        assertThat(RetryAfter.parse("Sat, 21 Nov 2026 03:01:30 GMT", NOW)).contains(Duration.ofSeconds(90));
    }

    @Test
    void aDateInThePastMeansNow() {
        assertThat(RetryAfter.parse("Sat, 21 Nov 2026 02:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999", "Sat, 31 Nov 2026 03:00:00 GMT"})
    void whatIsNeitherIsIgnored(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }

    @Property
    void nothingThatASubscriberSendsIsAFailureOrANegativeWait(@ForAll String value) {
        assertThat(RetryAfter.parse(value, NOW).orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
    }
}
