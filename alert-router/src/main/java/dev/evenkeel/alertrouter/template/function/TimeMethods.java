package dev.evenkeel.alertrouter.template.function;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import dev.evenkeel.alertrouter.template.format.GoStrings;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The methods of Go's {@code time.Time}, but for those that give or take bytes; and the one of {@code *time.Location}. */
final class TimeMethods {

    private TimeMethods() {}

    /** @param local the zone of the program */
    static Optional<TemplateFunction> find(Value.Time time, String name, ZoneId local) {
        return switch (name) {
            case "Format" ->
                Optional.of(TemplateFunction.of(
                        (arguments, meter) -> TimeFunctions.format(arguments.getFirst(), time, meter), GoType.STRING));
            case "String" -> method(() -> Value.text(GoStrings.of(time)));
            case "GoString" -> method(() -> Value.text(GoStrings.source(time)));
            case "UTC" -> method(() -> time.in(Value.Location.UTC));
            case "Local" -> method(() -> time.in(Value.Location.local(local)));
            case "Location" -> method(time::location);
            case "In" ->
                Optional.of(TemplateFunction.of((arguments, meter) -> in(time, arguments.getFirst()), GoType.LOCATION));
            case "IsZero" ->
                method(() -> Value.bool(time.moment()
                        .toInstant()
                        .equals(Value.Time.ZERO.moment().toInstant())));
            case "IsDST" ->
                method(() -> Value.bool(time.location()
                        .zone()
                        .getRules()
                        .isDaylightSavings(time.moment().toInstant())));
            default -> relation(time, name).or(() -> moved(time, name)).or(() -> part(time.moment(), name));
        };
    }

    /** What locations have. */
    static Optional<TemplateFunction> find(Value.Location location, String name) {
        return name.equals("String") ? method(() -> Value.text(location.name())) : Optional.empty();
    }

    private static Value in(Value.Time time, Value location) {
        if (location instanceof Value.Location place) {
            return time.in(place);
        }
        throw new FunctionException("time: missing Location in call to Time.In");
    }

    private static Optional<TemplateFunction> relation(Value.Time time, String name) {
        return switch (name) {
            case "Before" -> is(time, order -> order < 0);
            case "After" -> is(time, order -> order > 0);
            case "Equal" -> is(time, order -> order == 0);
            case "Compare" -> toOther(time, (one, other) -> Value.integer(compare(one, other)));
            case "Sub" -> toOther(time, TimeFunctions::difference);
            default -> Optional.empty();
        };
    }

    private static Optional<TemplateFunction> is(Value.Time time, IntPredicate accepted) {
        return toOther(time, (one, other) -> Value.bool(accepted.test(compare(one, other))));
    }

    private static Optional<TemplateFunction> toOther(
            Value.Time time, BiFunction<ZonedDateTime, ZonedDateTime, Value> relation) {
        return Optional.of(TemplateFunction.of(
                (arguments, meter) -> relation.apply(time.moment(), TimeFunctions.moment(arguments.getFirst())),
                GoType.TIME));
    }

    private static int compare(ZonedDateTime one, ZonedDateTime other) {
        return Integer.signum(one.toInstant().compareTo(other.toInstant()));
    }

    private static Optional<TemplateFunction> moved(Value.Time time, String name) {
        ZonedDateTime moment = time.moment();
        return switch (name) {
            case "Add" -> byDuration(time, moment::plusNanos);
            case "Truncate" -> byDuration(time, unit -> GoCalendar.truncated(moment, unit));
            case "Round" -> byDuration(time, unit -> GoCalendar.rounded(moment, unit));
            case "AddDate" ->
                moving(
                        time,
                        by -> GoCalendar.later(moment, whole(by.get(0)), whole(by.get(1)), whole(by.get(2))),
                        GoType.INT,
                        GoType.INT,
                        GoType.INT);
            default -> Optional.empty();
        };
    }

    private static Optional<TemplateFunction> byDuration(Value.Time time, LongFunction<ZonedDateTime> move) {
        return moving(time, by -> move.apply(whole(by.getFirst())), GoType.DURATION);
    }

    private static Optional<TemplateFunction> moving(
            Value.Time time, Function<List<Value>, ZonedDateTime> move, GoType... parameters) {
        return Optional.of(TemplateFunction.of(
                (arguments, meter) -> {
                    try {
                        return new Value.Time(move.apply(arguments), time.location());
                    } catch (DateTimeException | ArithmeticException outOfRange) {
                        throw new FunctionException("time out of range");
                    }
                },
                parameters));
    }

    private static long whole(Value value) {
        return ((Value.Int) value).value();
    }

    private static Optional<TemplateFunction> part(ZonedDateTime moment, String name) {
        return switch (name) {
            case "Unix" -> number(moment, GoType.INT64, ZonedDateTime::toEpochSecond);
            case "UnixMilli" ->
                number(moment, GoType.INT64, time -> time.toEpochSecond() * 1_000 + time.getNano() / 1_000_000);
            case "UnixMicro" ->
                number(moment, GoType.INT64, time -> time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000);
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
            case "Date", "Clock" -> Optional.of(new TemplateFunction.Uncallable(3));
            case "ISOWeek", "Zone", "ZoneBounds" -> Optional.of(new TemplateFunction.Uncallable(2));
            default -> Optional.empty();
        };
    }

    private static Optional<TemplateFunction> number(
            ZonedDateTime moment, GoType type, ToLongFunction<ZonedDateTime> part) {
        return method(() -> new Value.Int(part.applyAsLong(moment), type));
    }

    private static Optional<TemplateFunction> method(Supplier<Value> result) {
        return Optional.of(TemplateFunction.of((arguments, meter) -> result.get()));
    }
}
