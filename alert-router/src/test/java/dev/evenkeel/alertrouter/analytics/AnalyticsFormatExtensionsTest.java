package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsFormatExtensionsTest {

    @Test
    void secondsAreWrittenUpToTenMinutesAndMinutesFromThereOn() {
        assertThat(AnalyticsFormatExtensions.rounded(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(200));
        assertThat(AnalyticsFormatExtensions.rounded(Duration.ofMillis(37_500))).isEqualTo(Duration.ofSeconds(38));
        assertThat(AnalyticsFormatExtensions.rounded(Duration.ofSeconds(599))).isEqualTo(Duration.ofSeconds(599));
        assertThat(AnalyticsFormatExtensions.rounded(Duration.ofSeconds(820))).isEqualTo(Duration.ofMinutes(14));
    }
}
