package dev.evenkeel.alertrouter.template.function;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;

import dev.evenkeel.alertrouter.template.value.Value;

/** Go's arithmetic with dates and with multiples of a duration, where it is not that of {@code java.time}. */
final class GoCalendar {

    private static final BigInteger NANOSECONDS = BigInteger.valueOf(1_000_000_000);
    private static final int MONTHS = 12;

    private GoCalendar() {}

    /**
     * The same time of another day. A day that its month has not counts on into the next month.
     *
     * @throws java.time.DateTimeException or {@link ArithmeticException} if there is no such year
     */
    static ZonedDateTime later(ZonedDateTime moment, long years, long months, long days) {
        long month = Math.addExact(moment.getMonthValue() - 1, months);
        long year = Math.addExact(Math.addExact(moment.getYear(), years), Math.floorDiv(month, MONTHS));
        LocalDate first = LocalDate.of(Math.toIntExact(year), Math.floorMod(month, MONTHS) + 1, 1);
        LocalDate day = first.plusDays(Math.addExact(moment.getDayOfMonth() - 1, days));
        return moment(day.atTime(moment.toLocalTime()), moment.getZone());
    }

    /** When the clocks of a zone show this; where they skip or repeat it, with the offset that Go takes. */
    private static ZonedDateTime moment(LocalDateTime shown, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        ZoneOffset near = rules.getOffset(shown.toInstant(ZoneOffset.UTC));
        ZoneOffset offset = rules.getOffset(shown.toInstant(near));
        return shown.toInstant(offset).atZone(zone);
    }

    /** Down to a multiple of the unit, in nanoseconds since the moment that stands for none; as it is if that is no unit. */
    static ZonedDateTime truncated(ZonedDateTime moment, long unit) {
        return unit <= 0 ? moment : moment.minusNanos(beyondMultiple(moment, unit));
    }

    /** To the nearest multiple of the unit, halves up; as it is if that is no unit. */
    static ZonedDateTime rounded(ZonedDateTime moment, long unit) {
        if (unit <= 0) {
            return moment;
        }
        long beyond = beyondMultiple(moment, unit);
        return beyond < unit - beyond ? moment.minusNanos(beyond) : moment.plusNanos(unit - beyond);
    }

    private static long beyondMultiple(ZonedDateTime moment, long unit) {
        long seconds = moment.toEpochSecond() - Value.Time.ZERO.moment().toEpochSecond();
        return BigInteger.valueOf(seconds)
                .multiply(NANOSECONDS)
                .add(BigInteger.valueOf(moment.getNano()))
                .mod(BigInteger.valueOf(unit))
                .longValueExact();
    }
}
