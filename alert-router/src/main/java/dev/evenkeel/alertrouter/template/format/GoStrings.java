package dev.evenkeel.alertrouter.template.format;

import java.time.Month;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The {@code String} methods of the types that have one, by which Go prints them. */
public final class GoStrings {

    private static final Set<GoType> SPEAKING = Set.of(
            GoType.TIME, GoType.LOCATION, GoType.DURATION, GoType.MONTH, GoType.WEEKDAY, GoType.KV, GoType.PAIRS);
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private GoStrings() {}

    static boolean has(GoType type) {
        return SPEAKING.contains(type);
    }

    /** What the {@code String} method of the value's type gives. */
    public static String of(Value value) {
        return switch (value) {
            case Value.Time time -> GoTimeLayout.format("2006-01-02 15:04:05.999999999 -0700 MST", time.moment());
            case Value.Location location -> location.name();
            case Value.Int number -> number(number);
            case Value.Mapping mapping -> labels(mapping);
            case Value.Slice pairs -> pairs(pairs);
            default -> throw new IllegalArgumentException(value.type() + " has no String method");
        };
    }

    /** What the {@code GoString} method of a time gives, by which Go prints it as source. */
    public static String source(Value.Time time) {
        ZonedDateTime moment = time.moment();
        return "time.Date(%d, time.%s, %d, %d, %d, %d, %d, %s)"
                .formatted(
                        moment.getYear(),
                        name(moment.getMonth()),
                        moment.getDayOfMonth(),
                        moment.getHour(),
                        moment.getMinute(),
                        moment.getSecond(),
                        moment.getNano(),
                        source(time.location()));
    }

    private static String source(Value.Location location) {
        if (location.isLocal()) {
            return "time.Local";
        }
        return location.equals(Value.Location.UTC)
                ? "time.UTC"
                : "time.Location(" + GoQuoting.quote(location.name()) + ")";
    }

    private static String name(Month month) {
        return month.name().charAt(0) + month.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String number(Value.Int number) {
        long value = number.value();
        if (number.type().equals(GoType.DURATION)) {
            return GoDuration.text(value);
        }
        boolean month = number.type().equals(GoType.MONTH);
        if (month && value >= 1 && value <= 12) {
            return name(Month.of((int) value));
        }
        if (!month && value >= 0 && value < WEEKDAYS.size()) {
            return WEEKDAYS.get((int) value);
        }
        return "%!" + (month ? "Month" : "Weekday") + "(" + value + ")";
    }

    private static String labels(Value.Mapping labels) {
        return sortedNames(labels).stream()
                .map(name -> name + "=" + ((Value.Text) labels.entries().get(name)).text())
                .collect(Collectors.joining(", "));
    }

    /** The names of labels in the order in which Alertmanager shows them: the alert's name first. */
    public static List<String> sortedNames(Value.Mapping labels) {
        Map<String, Value> entries = labels.entries();
        var names = new ArrayList<String>(entries.size());
        if (entries.containsKey("alertname")) {
            names.add("alertname");
        }
        entries.keySet().stream().filter(name -> !name.equals("alertname")).forEach(names::add);
        return names;
    }

    private static String pairs(Value.Slice pairs) {
        return pairs.elements().stream()
                .map(Value.Struct.class::cast)
                .map(pair -> text(pair, "Name") + "=" + text(pair, "Value"))
                .collect(Collectors.joining(", "));
    }

    private static String text(Value.Struct pair, String field) {
        return ((Value.Text) pair.fields().get(field)).text();
    }
}
