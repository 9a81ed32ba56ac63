package dev.evenkeel.platform.query.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.evenkeel.platform.series.Labels;

/** Estimates a quantile from the cumulative buckets of a classic histogram, by interpolating within one bucket. */
final class HistogramQuantile {

    private static final String BOUND_LABEL = "le";

    private record Bucket(double upperBound, double count) {}

    private HistogramQuantile() {}

    /** One result per histogram; elements without a bound in label {@code le} are left out. */
    static List<Point> of(double quantile, List<Point> buckets) {
        Map<Labels, List<Bucket>> histograms = new LinkedHashMap<>();
        for (Point point : buckets) {
            Double bound = parseBound(point.labels().get(BOUND_LABEL));
            if (bound != null) {
                Labels histogram = point.labels().withoutName().without(List.of(BOUND_LABEL));
                histograms.computeIfAbsent(histogram, _ -> new ArrayList<>()).add(new Bucket(bound, point.value()));
            }
        }
        List<Point> results = new ArrayList<>(histograms.size());
        histograms.forEach((labels, histogram) -> results.add(new Point(labels, quantile(quantile, histogram))));
        return results;
    }

    private static Double parseBound(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "+inf", "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default ->
                text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?") ? Double.valueOf(text) : null;
        };
    }

    private static double quantile(double quantile, List<Bucket> unordered) {
        if (Double.isNaN(quantile)) {
            return Double.NaN;
        }
        if (quantile < 0 || quantile > 1) {
            return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        List<Bucket> buckets = cumulative(unordered);
        Bucket last = buckets.getLast();
        if (buckets.size() < 2 || last.upperBound() != Double.POSITIVE_INFINITY || last.count() == 0) {
            return Double.NaN;
        }
        double rank = quantile * last.count();
        int index = 0;
        while (index < buckets.size() - 1 && !(buckets.get(index).count() >= rank)) {
            index++;
        }
        if (index == buckets.size() - 1) {
            return buckets.get(index - 1).upperBound();
        }
        Bucket bucket = buckets.get(index);
        if (index == 0) {
            boolean unbounded = bucket.upperBound() <= 0;
            return unbounded ? bucket.upperBound() : bucket.upperBound() * (rank / bucket.count());
        }
        Bucket below = buckets.get(index - 1);
        double share = (rank - below.count()) / (bucket.count() - below.count());
        return below.upperBound() + (bucket.upperBound() - below.upperBound()) * share;
    }

    /** Sorted, those of equal bounds added up, and never falling: counts were perhaps not read at one moment. */
    private static List<Bucket> cumulative(List<Bucket> unordered) {
        List<Bucket> sorted = new ArrayList<>(unordered);
        sorted.sort(Comparator.comparingDouble(Bucket::upperBound));
        List<Bucket> merged = new ArrayList<>(sorted.size());
        for (Bucket bucket : sorted) {
            boolean sameBound = !merged.isEmpty() && merged.getLast().upperBound() == bucket.upperBound();
            if (sameBound) {
                bucket = new Bucket(bucket.upperBound(), merged.removeLast().count() + bucket.count());
            }
            merged.add(bucket);
        }
        double highest = merged.getFirst().count();
        for (int i = 1; i < merged.size(); i++) {
            highest = merged.get(i).count() < highest ? highest : merged.get(i).count();
            merged.set(i, new Bucket(merged.get(i).upperBound(), highest));
        }
        return merged;
    }
}
