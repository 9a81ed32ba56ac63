package dev.evenkeel.alertrouter.template.function;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.template.format.GoNumbers;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.format.GoTimeLayout;
import dev.evenkeel.alertrouter.template.format.GoTimeParser;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Alertmanager's functions of moments and durations. */
final class TimeFunctions {

    private static final List<String> SMALL_UNITS = List.of("m", "u", "n", "p", "f", "a", "z", "y");

    /** At each character of a layout all elements are looked for. */
    private static final long LAYOUT_WORK = 30;

    private static final int LONGEST_NUMBER = 100;

    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private TimeFunctions() {}

    static Map<String, TemplateFunction> functions(Clock clock) {
        var functions = new LinkedHashMap<String, TemplateFunction>();
        functions.put(
                "date",
                TemplateFunction.of(
                        (arguments, meter) -> format(arguments.get(0), arguments.get(1), meter),
                        GoType.STRING,
                        GoType.TIME));
        functions.put(
                "tz",
                TemplateFunction.of(
                        (arguments, meter) -> inZone(TemplateFunction.text(arguments.get(0)), arguments.get(1), clock),
                        GoType.STRING,
                        GoType.TIME));
        functions.put(
                "now",
                TemplateFunction.of(
                        (arguments, meter) -> new Value.Time(clock.instant().atZone(ZoneOffset.UTC))
                                .in(Value.Location.local(clock.getZone()))));
        functions.put(
                "since",
                TemplateFunction.of(
                        (arguments, meter) ->
                                difference(clock.instant().atZone(ZoneOffset.UTC), moment(arguments.getFirst())),
                        GoType.TIME));
        functions.put(
                "humanizeDuration",
                TemplateFunction.of(
                        (arguments, meter) -> Value.text(humanized(seconds(arguments.getFirst()))), GoType.ANY));
        functions.put(
                "toDate",
                TemplateFunction.of(
                        (arguments, meter) -> {
                            try {
                                return parse(arguments, meter);
                            } catch (FunctionException notATime) {
                                return Value.Time.ZERO;
                            }
                        },
                        GoType.STRING,
                        GoType.STRING));
        functions.put("mustToDate", TemplateFunction.of(TimeFunctions::parse, GoType.STRING, GoType.STRING));
        return functions;
    }

    static ZonedDateTime moment(Value value) {
        return ((Value.Time) value).moment();
    }

    static Value format(Value layout, Value time, Meter meter) {
        String shape = TemplateFunction.text(layout);
        meter.work(shape.length() * LAYOUT_WORK);
        return Value.text(meter.made(GoTimeLayout.format(shape, moment(time))));
    }

    /** As far as a duration reaches, which is 292 years. */
    static Value difference(ZonedDateTime later, ZonedDateTime earlier) {
        Duration between = Duration.between(earlier, later);
        boolean fits = between.abs().compareTo(Duration.ofNanos(Long.MAX_VALUE)) <= 0;
        long nanoseconds = fits ? between.toNanos() : between.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        return new Value.Int(nanoseconds, GoType.DURATION);
    }

    private static Value inZone(String name, Value time, Clock clock) {
        return ((Value.Time) time)
                .in(
                        switch (name) {
                            case "", "UTC" -> Value.Location.UTC;
                            case "Local" -> Value.Location.local(clock.getZone());
                            default -> Value.Location.of(named(name));
                        });
    }

    private static ZoneId named(String name) {
        if (!ZONES.contains(name)) {
            throw new FunctionException("unknown time zone " + name);
        }
        return ZoneId.of(name);
    }

    private static Value parse(List<Value> arguments, Meter meter) {
        String layout = TemplateFunction.text(arguments.get(0));
        String text = TemplateFunction.text(arguments.get(1));
        meter.work(layout.length() * LAYOUT_WORK + text.length());
        try {
            return new Value.Time(GoTimeParser.parse(layout, text));
        } catch (DateTimeException notATime) {
            throw new FunctionException(notATime.getMessage());
        }
    }

    private static double seconds(Value value) {
        return switch (value) {
            case Value.Decimal number -> number.value();
            case Value.Int number when number.type().equals(GoType.DURATION) -> number.value() / 1e9;
            case Value.Int number -> number.value();
            case Value.Text text when text.type().equals(GoType.STRING) -> number(text.text());
            case Value.None _, Value.Nil _ -> throw new FunctionException("can't convert <nil> to float");
            default -> throw new FunctionException("can't convert " + value.type() + " to float");
        };
    }

    private static double number(String text) {
        // the expression takes the square of the length for digits that are no number in the end
        boolean readable =
                text.length() <= LONGEST_NUMBER && text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
        if (!readable) {
            throw new FunctionException("strconv.ParseFloat: parsing " + GoQuoting.quote(text) + ": invalid syntax");
        }
        return Double.parseDouble(text);
    }

    /** In days, hours, minutes and seconds, or below a second with a prefix of the unit. */
    private static String humanized(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            return significant(seconds);
        }
        double magnitude = Math.abs(seconds);
        if (magnitude >= 1) {
            return (seconds < 0 ? "-" : "") + whole(magnitude);
        }
        double value = seconds;
        String prefix = "";
        for (String unit : SMALL_UNITS) {
            if (value == 0 || Math.abs(value) >= 1) {
                break;
            }
            prefix = unit;
            value *= 1000;
        }
        return significant(value) + prefix + "s";
    }

    private static String whole(double magnitude) {
        long duration = (long) magnitude;
        long second = duration % 60;
        long minute = duration / 60 % 60;
        long hour = duration / 3600 % 24;
        long day = duration / 86_400;
        if (day != 0) {
            return day + "d " + hour + "h " + minute + "m " + second + "s";
        }
        if (hour != 0) {
            return hour + "h " + minute + "m " + second + "s";
        }
        return minute != 0 ? minute + "m " + second + "s" : significant(magnitude) + "s";
    }

    private static String significant(double value) {
        return GoNumbers.format(value, 'g', 4);
    }
}
