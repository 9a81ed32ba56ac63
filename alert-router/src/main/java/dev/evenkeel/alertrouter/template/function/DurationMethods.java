package dev.evenkeel.alertrouter.template.function;

import java.util.Optional;
import java.util.function.LongBinaryOperator;

import dev.evenkeel.alertrouter.template.format.GoStrings;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The methods of Go's {@code time.Duration}; months and weekdays have only their name. */
final class DurationMethods {

    private DurationMethods() {}

    static Optional<TemplateFunction> find(Value.Int number, String name) {
        if (number.type().equals(GoType.MONTH) || number.type().equals(GoType.WEEKDAY)) {
            return name.equals("String")
                    ? method((arguments, meter) -> Value.text(GoStrings.of(number)))
                    : Optional.empty();
        }
        return number.type().equals(GoType.DURATION) ? ofDuration(number, name) : Optional.empty();
    }

    private static Optional<TemplateFunction> ofDuration(Value.Int duration, String name) {
        long nanoseconds = duration.value();
        return switch (name) {
            case "String" -> method((arguments, meter) -> Value.text(GoStrings.of(duration)));
            case "Hours" -> fraction(nanoseconds, 3600 * 1_000_000_000L);
            case "Minutes" -> fraction(nanoseconds, 60 * 1_000_000_000L);
            case "Seconds" -> fraction(nanoseconds, 1_000_000_000);
            case "Milliseconds" -> whole(nanoseconds / 1_000_000);
            case "Microseconds" -> whole(nanoseconds / 1_000);
            case "Nanoseconds" -> whole(nanoseconds);
            case "Abs" ->
                method((arguments, meter) -> new Value.Int(
                        nanoseconds == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanoseconds), GoType.DURATION));
            case "Truncate" -> inUnits(nanoseconds, (value, unit) -> value - value % unit);
            case "Round" -> inUnits(nanoseconds, DurationMethods::rounded);
            default -> Optional.empty();
        };
    }

    /** To the nearest multiple, halves away from zero, as far as a duration reaches. */
    private static long rounded(long value, long unit) {
        long rest = value % unit;
        boolean up = Math.abs(rest) >= unit - Math.abs(rest);
        long down = value - rest;
        if (!up) {
            return down;
        }
        long away = down + (value < 0 ? -unit : unit);
        boolean tooFar = value < 0 ? away > down : away < down;
        return tooFar ? value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : away;
    }

    private static Optional<TemplateFunction> inUnits(long nanoseconds, LongBinaryOperator change) {
        return Optional.of(TemplateFunction.of(
                (arguments, meter) -> {
                    long unit = ((Value.Int) arguments.getFirst()).value();
                    long changed = unit <= 0 ? nanoseconds : change.applyAsLong(nanoseconds, unit);
                    return new Value.Int(changed, GoType.DURATION);
                },
                GoType.DURATION));
    }

    private static Optional<TemplateFunction> fraction(long nanoseconds, long unit) {
        long whole = nanoseconds / unit;
        double rest = nanoseconds % unit;
        return method((arguments, meter) -> new Value.Decimal(whole + rest / unit));
    }

    private static Optional<TemplateFunction> whole(long value) {
        return method((arguments, meter) -> new Value.Int(value, GoType.INT64));
    }

    private static Optional<TemplateFunction> method(TemplateFunction.Body body) {
        return Optional.of(TemplateFunction.of(body));
    }
}
