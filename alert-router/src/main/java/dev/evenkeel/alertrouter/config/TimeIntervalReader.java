package dev.evenkeel.alertrouter.config;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.evenkeel.alertrouter.timeinterval.Range;
import dev.evenkeel.alertrouter.timeinterval.RangeNotation;
import dev.evenkeel.alertrouter.timeinterval.TimeInterval;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code time_intervals} and, under its older name, {@code mute_time_intervals}. */
final class TimeIntervalReader {

    private final Map<String, List<TimeInterval>> byName = new LinkedHashMap<>();

    private TimeIntervalReader() {}

    static TimeIntervals read(ConfigMapping config) {
        var reader = new TimeIntervalReader();
        config.optional("mute_time_intervals").ifPresent(node -> reader.readAll(node, "mute time interval"));
        config.optional("time_intervals").ifPresent(node -> reader.readAll(node, "time interval"));
        return new TimeIntervals(reader.byName);
    }

    private void readAll(ConfigNode list, String kind) {
        for (ConfigNode node : list.list()) {
            ConfigMapping named = node.mapping();
            String name = named.optional("name").map(ConfigNode::text).orElse("");
            List<TimeInterval> intervals = named.optional(
                    "time_intervals", written -> written.list(TimeIntervalReader::readInterval), List.of());
            named.refuseOthers();
            if (name.isEmpty()) {
                node.reject("missing name in " + kind);
            } else if (byName.putIfAbsent(name, intervals) != null) {
                node.reject(kind + " \"" + name + "\" is not unique");
            }
        }
    }

    private static TimeInterval readInterval(ConfigNode node) {
        ConfigMapping interval = node.mapping();
        var read = new TimeInterval(
                ranges(interval, "times", TimeIntervalReader::readTimes),
                ranges(interval, "weekdays", RangeNotation.WEEKDAYS),
                ranges(interval, "days_of_month", RangeNotation.DAYS_OF_MONTH),
                ranges(interval, "months", RangeNotation.MONTHS),
                ranges(interval, "years", RangeNotation.YEARS),
                interval.optional("location").map(TimeIntervalReader::readLocation));
        interval.refuseOthers();
        return read;
    }

    private static Optional<List<Range>> ranges(ConfigMapping interval, String field, RangeNotation notation) {
        return ranges(interval, field, node -> node.parsed(notation::parse, new Range(1, 1)));
    }

    private static Optional<List<Range>> ranges(
            ConfigMapping interval, String field, Function<ConfigNode, Range> reader) {
        return interval.optional(field).map(list -> list.list(reader));
    }

    private static Range readTimes(ConfigNode node) {
        ConfigMapping times = node.mapping();
        String start = times.optional("start_time").map(ConfigNode::text).orElse("");
        String end = times.optional("end_time").map(ConfigNode::text).orElse("");
        times.refuseOthers();
        try {
            return RangeNotation.minutes(start, end);
        } catch (IllegalArgumentException refused) {
            node.reject(refused.getMessage());
            return new Range(0, 0);
        }
    }

    /** A name of the IANA database and, as in Go, {@code Local} for where we run. */
    private static ZoneId readLocation(ConfigNode node) {
        String name = node.text();
        if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        if (name.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            node.reject("unknown time zone " + name);
            return ZoneOffset.UTC;
        }
        return ZoneId.of(name);
    }
}
