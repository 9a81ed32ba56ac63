package dev.evenkeel.platform.prometheus;

import dev.evenkeel.platform.prometheus.exposition.MetricType;

/**
 * What an exposition says of one of its metric families.
 *
 * @param help possibly empty
 * @param unit possibly empty
 */
public record MetricFamily(MetricType type, String help, String unit) {

    static final MetricFamily UNDESCRIBED = new MetricFamily(MetricType.UNKNOWN, "", "");

    MetricFamily withType(MetricType changed) {
        return new MetricFamily(changed, help, unit);
    }

    MetricFamily withHelp(String changed) {
        return new MetricFamily(type, changed, unit);
    }

    MetricFamily withUnit(String changed) {
        return new MetricFamily(type, help, changed);
    }
}
