package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** Gathers counts of intervals into series; what is counted twice for the same moment is added up. For one thread. */
final class AnalyticsSeries {

    private final Map<Labels, TreeMap<Instant, Double>> series = new LinkedHashMap<>();
    private long samples;

    /** @param end of the interval that was counted */
    void add(Labels labels, Instant end, double amount) {
        TreeMap<Instant, Double> ofLabels = series.computeIfAbsent(labels, each -> new TreeMap<>());
        int before = ofLabels.size();
        ofLabels.merge(end, amount, Double::sum);
        samples += ofLabels.size() - before;
    }

    void add(Labels labels, Instant end, long count) {
        add(labels, end, (double) count);
    }

    /** How many there are, over all series. */
    long samples() {
        return samples;
    }

    /** Those that have something between two moments, both included. */
    List<Series> between(Instant from, Instant to) {
        List<Series> all = new ArrayList<>();
        series.forEach((labels, samples) -> {
            List<Sample> within = samples.subMap(from, true, to, true).entrySet().stream()
                    .map(each -> Sample.at(each.getKey(), each.getValue()))
                    .toList();
            if (!within.isEmpty()) {
                all.add(new Series(labels, within));
            }
        });
        return all;
    }
}
