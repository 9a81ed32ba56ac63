package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;

import io.quarkus.qute.TemplateExtension;

/** How values are written on the page of analytics. */
@TemplateExtension
final class AnalyticsFormatExtensions {

    private static final Duration SHORT = Duration.ofMinutes(10);

    private AnalyticsFormatExtensions() {}

    /** To the minute from ten minutes on, since nobody compares seconds there; to the second before, but for less than one. */
    static Duration rounded(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time;
        }
        Duration unit = time.compareTo(SHORT) < 0 ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        return unit.multipliedBy(time.plus(unit.dividedBy(2)).dividedBy(unit));
    }
}
