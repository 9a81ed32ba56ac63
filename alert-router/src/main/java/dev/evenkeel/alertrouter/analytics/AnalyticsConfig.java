package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.List;

/**
 * What {@code analytics.yaml} says.
 *
 * @param hours by which it is told when somebody was disturbed
 * @param labels by which incidents and episodes are counted, besides the alert's name and severity and the receiver
 * @param brief what is over within this time, and without anybody having done anything, was over by itself
 */
public record AnalyticsConfig(Hours hours, List<String> labels, Duration brief) {

    static final AnalyticsConfig DEFAULT =
            new AnalyticsConfig(Hours.USUAL, List.of("service", "team"), Duration.ofMinutes(5));

    public AnalyticsConfig {
        labels = List.copyOf(labels);
    }
}
