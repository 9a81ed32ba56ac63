package dev.evenkeel.capacity.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.capacity.saturation.ForecastPoint;
import dev.evenkeel.capacity.saturation.Phase;
import dev.evenkeel.capacity.saturation.ResourceStanding;
import dev.evenkeel.capacity.saturation.SaturationDates;
import dev.evenkeel.platform.pages.ChartMark;
import dev.evenkeel.platform.series.Sample;

/**
 * Past and future of a resource as a chart shows them: as many points as a screen can tell apart.
 *
 * @param unit of all numbers
 * @param marks when the resource may be saturated, and when it is expected to be
 */
record CapacityChart(String unit, List<Row> rows, List<ChartMark> marks) {

    private static final int MOST_POINTS = 120;
    /** So much more of the past than of the future, in steps, so that the future keeps a part of the width. */
    private static final int PAST_FOR_FUTURE = 2;

    /** What stands at one moment, as numbers in text; empty where there is none. */
    record Row(Instant at, String used, String expected, String low, String high, String limit) {}

    static CapacityChart of(ResourceStanding standing, DisplayUnit unit) {
        String limit =
                standing.newest().map(sample -> unit.number(sample.limit())).orElse("");
        List<Row> rows = new ArrayList<>();
        List<Sample> past = shown(standing);
        for (int i = 0; i < past.size(); i++) {
            String used = unit.number(past.get(i).value());
            // The lines of the forecast begin where that of the past ends.
            String begun = standing.outlook().hasForecast() && i == past.size() - 1 ? used : "";
            rows.add(new Row(past.get(i).timestamp(), used, begun, begun, begun, limit));
        }
        for (ForecastPoint point : thinned(standing.outlook().points())) {
            rows.add(new Row(
                    point.at(),
                    "",
                    unit.number(point.median()),
                    unit.number(point.lower()),
                    unit.number(point.upper()),
                    limit));
        }
        rows.sort(Comparator.comparing(Row::at));
        return new CapacityChart(unit.name(), List.copyOf(rows), marks(standing));
    }

    private static List<Sample> shown(ResourceStanding standing) {
        List<Sample> past = standing.outlook().past();
        int most = standing.outlook().hasForecast()
                ? PAST_FOR_FUTURE * standing.outlook().points().size()
                : past.size();
        return thinned(past.subList(Math.max(0, past.size() - most), past.size()));
    }

    /** Every so manieth element; always the last. */
    private static <T> List<T> thinned(List<T> all) {
        int stride = Math.ceilDiv(all.size(), MOST_POINTS);
        List<T> some = new ArrayList<>();
        for (int i = all.isEmpty() ? 0 : (all.size() - 1) % stride; i < all.size(); i += stride) {
            some.add(all.get(i));
        }
        return some;
    }

    private static List<ChartMark> marks(ResourceStanding standing) {
        SaturationDates dates = standing.dates();
        if (!standing.outlook().hasForecast()) {
            return List.of();
        }
        Instant end = standing.outlook().points().getLast().at();
        if (standing.state().phase() == Phase.SATURATED) {
            return List.of(new ChartMark("Saturated", standing.state().since(), null, "bad"));
        }
        List<ChartMark> marks = new ArrayList<>();
        Optional<Instant> earliest =
                dates.earliest().filter(at -> at.isBefore(dates.expected().orElse(end)));
        earliest.ifPresent(at ->
                marks.add(new ChartMark("May be saturated", at, dates.expected().orElse(end), "warn")));
        dates.expected()
                .filter(at -> at.isBefore(end))
                .ifPresent(at -> marks.add(new ChartMark("Expected to be saturated", at, end, "bad")));
        return List.copyOf(marks);
    }
}
