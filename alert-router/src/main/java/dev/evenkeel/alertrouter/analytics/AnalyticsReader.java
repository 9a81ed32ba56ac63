package dev.evenkeel.alertrouter.analytics;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.evenkeel.alertrouter.timeinterval.Range;
import dev.evenkeel.alertrouter.timeinterval.RangeNotation;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/** Reads {@code analytics.yaml}. */
final class AnalyticsReader {

    private static final int MOST_LABELS = 5;
    private static final int DAYS_OF_WEEK = 7;

    /** What incidents and episodes are counted by in any case. */
    private static final Set<String> ALWAYS = Set.of("alertname", "severity", "receiver", "day", "week");

    private AnalyticsReader() {}

    static AnalyticsConfig read(ConfigNode root) {
        ConfigMapping document = root.mapping();
        AnalyticsConfig usual = AnalyticsConfig.DEFAULT;
        var config = new AnalyticsConfig(
                hours(document),
                document.optional("labels", AnalyticsReader::labels, usual.labels()),
                document.optional("brief", node -> node.parsed(AnalyticsReader::brief, usual.brief()), usual.brief()));
        document.refuseOthers();
        return config;
    }

    private static Hours hours(ConfigMapping document) {
        Hours usual = Hours.USUAL;
        ConfigMapping night = document.mapping("night");
        LocalTime nightFrom = night.optional("from", AnalyticsReader::time, usual.nightFrom());
        LocalTime nightTo = night.optional("to", AnalyticsReader::time, usual.nightTo());
        night.refuseOthers();
        ConfigMapping work = document.mapping("working_hours");
        Set<DayOfWeek> days = work.optional("days", AnalyticsReader::days, usual.workDays());
        LocalTime workFrom = work.optional("from", AnalyticsReader::time, usual.workFrom());
        LocalTime workTo = work.optional("to", AnalyticsReader::time, usual.workTo());
        work.refuseOthers();
        try {
            return new Hours(nightFrom, nightTo, days, workFrom, workTo);
        } catch (IllegalArgumentException senseless) {
            document.self().reject(senseless.getMessage());
            return usual;
        }
    }

    private static LocalTime time(ConfigNode node) {
        return node.parsed(AnalyticsReader::time, LocalTime.MIDNIGHT);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as \"22:00\", in quotes, not '" + text + "'", e);
        }
    }

    private static Set<DayOfWeek> days(ConfigNode node) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (ConfigNode each : node.list()) {
            Range range = each.parsed(RangeNotation.WEEKDAYS::parse, new Range(0, 0));
            for (int day = range.first(); day <= range.last(); day++) {
                // weeks begin on Sunday there
                days.add(DayOfWeek.of(day == 0 ? DAYS_OF_WEEK : day));
            }
        }
        return days;
    }

    private static List<String> labels(ConfigNode node) {
        List<String> labels = node.list(each -> {
            String name = each.name();
            if (ALWAYS.contains(name)) {
                each.reject("'" + name + "' is counted by in any case");
            }
            return name;
        });
        if (labels.size() > MOST_LABELS || Set.copyOf(labels).size() < labels.size()) {
            node.reject("must be at most " + MOST_LABELS + " labels, each of them once");
            return List.of();
        }
        return labels;
    }

    /** Episodes are counted by what they took at most, so it has to be one of the bounds. */
    private static Duration brief(String text) {
        Duration duration = PrometheusDuration.parse(text);
        if (!DurationBuckets.isBound(duration)) {
            throw new IllegalArgumentException("must be one of "
                    + String.join(
                            ", ",
                            DurationBuckets.BOUNDS.stream()
                                    .map(Duration::ofSeconds)
                                    .map(PrometheusDuration::format)
                                    .toList()));
        }
        return duration;
    }
}
