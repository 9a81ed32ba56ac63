package dev.evenkeel.alertrouter.template.function;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

import dev.evenkeel.alertrouter.template.format.GoStrings;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The methods of Go's {@code time.Time}. */
final class TimeMethods {

    private TimeMethods() {}

    static Optional<TemplateFunction> find(Value.Time time, String name) {
        ZonedDateTime moment = time.moment();
        return switch (name) {
            case "Format" ->
                Optional.of(TemplateFunction.of(
                        (arguments, meter) -> TimeFunctions.format(arguments.getFirst(), time, meter), GoType.STRING));
            case "String" -> method((arguments, meter) -> Value.text(GoStrings.of(time)));
            case "UTC" -> method((arguments, meter) -> new Value.Time(moment.withZoneSameInstant(ZoneOffset.UTC)));
            case "IsZero" ->
                method((arguments, meter) -> Value.bool(
                        moment.toInstant().equals(Value.Time.ZERO.moment().toInstant())));
            case "Before" -> comparing(moment, order -> order < 0);
            case "After" -> comparing(moment, order -> order > 0);
            case "Equal" -> comparing(moment, order -> order == 0);
            case "Sub" ->
                Optional.of(TemplateFunction.of(
                        (arguments, meter) ->
                                TimeFunctions.difference(moment, TimeFunctions.moment(arguments.getFirst())),
                        GoType.TIME));
            case "Add" ->
                Optional.of(TemplateFunction.of(
                        (arguments, meter) -> added(moment, ((Value.Int) arguments.getFirst()).value()),
                        GoType.DURATION));
            default -> part(moment, name);
        };
    }

    private static Optional<TemplateFunction> part(ZonedDateTime moment, String name) {
        return switch (name) {
            case "Unix" -> number(moment, GoType.INT64, ZonedDateTime::toEpochSecond);
            case "UnixMilli" ->
                number(moment, GoType.INT64, time -> time.toEpochSecond() * 1_000 + time.getNano() / 1_000_000);
            case "UnixNano" ->
                number(moment, GoType.INT64, time -> time.toEpochSecond() * 1_000_000_000 + time.getNano());
            case "Year" -> number(moment, GoType.INT, ZonedDateTime::getYear);
            case "Month" -> number(moment, GoType.MONTH, ZonedDateTime::getMonthValue);
            case "Day" -> number(moment, GoType.INT, ZonedDateTime::getDayOfMonth);
            case "YearDay" -> number(moment, GoType.INT, ZonedDateTime::getDayOfYear);
            case "Hour" -> number(moment, GoType.INT, ZonedDateTime::getHour);
            case "Minute" -> number(moment, GoType.INT, ZonedDateTime::getMinute);
            case "Second" -> number(moment, GoType.INT, ZonedDateTime::getSecond);
            case "Nanosecond" -> number(moment, GoType.INT, ZonedDateTime::getNano);
            case "Weekday" ->
                number(moment, GoType.WEEKDAY, time -> time.getDayOfWeek().getValue() % 7);
            default -> Optional.empty();
        };
    }

    private static Value added(ZonedDateTime moment, long nanoseconds) {
        try {
            return new Value.Time(moment.plusNanos(nanoseconds));
        } catch (DateTimeException outOfRange) {
            throw new FunctionException("time out of range");
        }
    }

    private static Optional<TemplateFunction> comparing(ZonedDateTime moment, IntPredicate accepted) {
        return Optional.of(TemplateFunction.of(
                (arguments, meter) -> Value.bool(accepted.test(moment.toInstant()
                        .compareTo(TimeFunctions.moment(arguments.getFirst()).toInstant()))),
                GoType.TIME));
    }

    private static Optional<TemplateFunction> number(
            ZonedDateTime moment, GoType type, ToLongFunction<ZonedDateTime> part) {
        return method((arguments, meter) -> new Value.Int(part.applyAsLong(moment), type));
    }

    private static Optional<TemplateFunction> method(TemplateFunction.Body body) {
        return Optional.of(TemplateFunction.of(body));
    }
}
