package dev.evenkeel.slo.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.pages.ChartMark;
import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.counting.CountStore.Bucket;
import dev.evenkeel.slo.incident.Concern;
import dev.evenkeel.slo.objective.Slo;

/**
 * An objective's last day as a chart: the share of good events by the quarter of an hour, and what there was of incidents
 * meanwhile.
 *
 * @param points oldest first
 */
record SloChart(String displayName, List<Point> points, List<ChartMark> marks) {

    static final Duration SPAN = Duration.ofHours(24);

    private static final Duration POINT = Duration.ofMinutes(15);

    /**
     * A quarter of an hour.
     *
     * @param at its end
     * @param good the share of good events in percent; empty if there were none at all
     * @param target in percent
     */
    record Point(Instant at, String good, String target) {}

    /**
     * @param buckets of this and other objectives
     * @param incidents of the day
     */
    static SloChart of(Slo slo, List<Bucket> buckets, List<Incident> incidents, Instant now) {
        NavigableMap<Instant, Counts> counts = new TreeMap<>();
        buckets.stream()
                .filter(bucket -> bucket.slo().equals(slo.name()))
                .forEach(bucket -> counts.merge(endOf(bucket.from()), bucket.counts(), Counts::plus));
        List<Point> points = new ArrayList<>();
        for (Instant end = endOf(now.minus(SPAN)); !end.isAfter(endOf(now)); end = end.plus(POINT)) {
            Counts inQuarter = counts.getOrDefault(end, Counts.NONE);
            String good = inQuarter.total() == 0 ? "" : percent(inQuarter.good() / inQuarter.total());
            points.add(new Point(end, good, percent(slo.target())));
        }
        List<ChartMark> marks = incidents.stream()
                .filter(incident -> Concern.concerns(incident, slo))
                .map(incident -> new ChartMark(
                        incident.title(),
                        incident.openedAt(),
                        incident.resolvedAt().orElse(null),
                        "bad"))
                .toList();
        return new SloChart(slo.displayName(), points, marks);
    }

    /** The end of the quarter that {@code at} lies in. */
    private static Instant endOf(Instant at) {
        long length = POINT.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(at.toEpochMilli(), length) + 1) * length);
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.6g", ratio * 100);
    }
}
