package dev.evenkeel.alertrouter.notification.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;

import static org.assertj.core.api.Assertions.assertThat;

class RetryRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "204, Delivered",
        "302, Refused",
        "400, Refused",
        "401, Refused",
        "404, Refused",
        "409, Failed",
        "429, Failed",
        "500, Failed",
        "503, Failed"
    })
    void aStatusDecidesWhetherItIsTriedAgain(int status, String result) {
        assertThat(RetryRule.COMMON
                        .alsoOn(409)
                        .judge(answer(status, null, ""))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "'Sun, 01 Mar 2026 12:01:00 GMT', 60"})
    void theTimeThatAReceiverAsksForIsKept(String retryAfter, int seconds) {
        assertThat(RetryRule.COMMON.judge(answer(429, retryAfter, "")))
                .isEqualTo(new DeliveryResult.Failed(
                        "unexpected status code 429",
                        FailureCause.RATE_LIMITED,
                        Optional.of(Duration.ofSeconds(seconds))));
    }

    @Test
    void theExplanationIsShownInBrief() {
        var refused = (DeliveryResult.Refused) RetryRule.COMMON.judge(answer(400, null, "x".repeat(1000)));

        assertThat(refused.why()).isEqualTo("unexpected status code 400: " + "x".repeat(200));
    }

    private static HttpAnswer answer(int status, String retryAfter, String body) {
        return new HttpAnswer(status, "text/plain", Optional.ofNullable(retryAfter), body, NOW);
    }
}
