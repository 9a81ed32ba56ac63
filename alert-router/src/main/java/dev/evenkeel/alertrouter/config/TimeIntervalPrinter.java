package dev.evenkeel.alertrouter.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.timeinterval.Range;
import dev.evenkeel.alertrouter.timeinterval.RangeNotation;
import dev.evenkeel.alertrouter.timeinterval.TimeInterval;

/** Prints an interval as a YAML mapping in one line. */
final class TimeIntervalPrinter {

    private TimeIntervalPrinter() {}

    static String print(TimeInterval interval) {
        return List.of(
                        field("times", interval.times(), TimeIntervalPrinter::times),
                        field("weekdays", interval.weekdays(), RangeNotation.WEEKDAYS),
                        field("days_of_month", interval.daysOfMonth(), RangeNotation.DAYS_OF_MONTH),
                        field("months", interval.months(), RangeNotation.MONTHS),
                        field("years", interval.years(), RangeNotation.YEARS),
                        interval.location().map(zone -> "location: " + zoneName(zone.getId())))
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** What Java calls Z is UTC to everybody else. */
    private static String zoneName(String id) {
        return GoQuoting.quote(id.equals("Z") ? "UTC" : id);
    }

    private static Optional<String> field(String name, Optional<List<Range>> ranges, RangeNotation notation) {
        return field(name, ranges, range -> GoQuoting.quote(notation.print(range)));
    }

    private static Optional<String> field(String name, Optional<List<Range>> ranges, Function<Range, String> printer) {
        return ranges.map(all -> all.stream().map(printer).collect(Collectors.joining(", ", name + ": [", "]")));
    }

    private static String times(Range minutes) {
        return "{start_time: %s, end_time: %s}"
                .formatted(
                        GoQuoting.quote(RangeNotation.time(minutes.first())),
                        GoQuoting.quote(RangeNotation.time(minutes.last() + 1)));
    }
}
