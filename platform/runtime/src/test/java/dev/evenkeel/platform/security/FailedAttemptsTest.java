package dev.evenkeel.platform.security;

import java.time.Duration;
import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedAttemptsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final FailedAttempts attempts = new FailedAttempts(3, Duration.ofSeconds(10), 100);

    @Test
    void anAddressThatFailedAsOftenAsAllowedHasToWaitForTheNextAttempt() {
        failThreeTimes("192.0.2.1");

        assertThat(attempts.wait("192.0.2.1", NOON)).contains(Duration.ofSeconds(10));
        assertThat(attempts.wait("192.0.2.1", NOON.plusSeconds(4))).contains(Duration.ofSeconds(6));
        assertThat(attempts.wait("192.0.2.1", NOON.plusSeconds(10))).isEmpty();
    }

    @Test
    void oneAddressDoesNotPayForAnother() {
        failThreeTimes("192.0.2.1");

        assertThat(attempts.wait("192.0.2.2", NOON)).isEmpty();
    }

    @Test
    void addressesOfOneSubscriberCountTogether() {
        attempts.failed("2001:db8:0:1::1", NOON);
        attempts.failed("2001:db8:0:1::2", NOON);
        attempts.failed("2001:db8:0:1:ffff::3", NOON);

        assertThat(attempts.wait("2001:db8:0:1::4", NOON)).isPresent();
        assertThat(attempts.wait("2001:db8:0:2::1", NOON)).isEmpty();
    }

    @Test
    void aClockThatGoesBackDoesNotLockAnybodyOutForLong() {
        failThreeTimes("192.0.2.1");

        assertThat(attempts.wait("192.0.2.1", NOON.minusSeconds(3600))).contains(Duration.ofSeconds(10));
        assertThat(attempts.wait("192.0.2.1", NOON.minusSeconds(3590))).isEmpty();
    }

    @Test
    void noMoreAddressesThanAllowedAreRemembered() {
        for (int i = 0; i < 10_000; i++) {
            attempts.failed("10.0." + i / 256 + "." + i % 256, NOON);
        }

        assertThat(attempts.addresses()).isEqualTo(100);
    }

    @Property
    void noAddressMakesItFail(@ForAll String address) {
        attempts.failed(address, NOON);

        assertThat(attempts.addresses()).isPositive();
    }

    private void failThreeTimes(String address) {
        attempts.failed(address, NOON);
        attempts.failed(address, NOON);
        attempts.failed(address, NOON);
    }
}
