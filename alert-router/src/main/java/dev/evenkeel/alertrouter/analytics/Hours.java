package dev.evenkeel.alertrouter.analytics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which times of the week are work, night, or a person's own, by the clock on that person's wall. So an hour that the clock
 * shows twice is twice in the night, and one that it skips not at all.
 *
 * <p>Night wins over work. A night is called by the date on which it begins, also after midnight.
 *
 * @param nightFrom when nights begin
 * @param nightTo when they end, that moment not included; on the next day unless it is later than the beginning
 * @param workDays days with working hours
 * @param workFrom when these begin
 * @param workTo when these end, that moment not included; later than the beginning
 */
public record Hours(
        LocalTime nightFrom, LocalTime nightTo, Set<DayOfWeek> workDays, LocalTime workFrom, LocalTime workTo) {

    /** Night from 22:00 to 07:00, work from 09:00 to 17:00 on Monday to Friday. */
    public static final Hours USUAL = new Hours(
            LocalTime.of(22, 0),
            LocalTime.of(7, 0),
            Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0));

    /** What a moment is to somebody. */
    public enum Part {
        WORKING,
        /** Evenings, weekends, and whatever else is neither work nor night. */
        FREE,
        NIGHT;

        /** As it is shown. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException if nights would have no length, or working hours not end after they begin */
    public Hours {
        workDays = Set.copyOf(workDays);
        if (nightFrom.equals(nightTo)) {
            throw new IllegalArgumentException("a night ends at another time than it begins");
        }
        if (!workFrom.isBefore(workTo)) {
            throw new IllegalArgumentException("working hours end after they begin");
        }
    }

    public Part partAt(Instant moment, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
        if (nightOf(local).isPresent()) {
            return Part.NIGHT;
        }
        LocalTime time = local.toLocalTime();
        boolean working = workDays.contains(local.getDayOfWeek()) && !time.isBefore(workFrom) && time.isBefore(workTo);
        return working ? Part.WORKING : Part.FREE;
    }

    /** The night that a moment is in, by the date on which it begins; empty if it is in none. */
    public Optional<LocalDate> nightAt(Instant moment, ZoneId zone) {
        return nightOf(LocalDateTime.ofInstant(moment, zone));
    }

    private Optional<LocalDate> nightOf(LocalDateTime local) {
        LocalTime time = local.toLocalTime();
        LocalDate day = local.toLocalDate();
        boolean begun = !time.isBefore(nightFrom);
        boolean unended = time.isBefore(nightTo);
        if (nightFrom.isBefore(nightTo)) {
            return begun && unended ? Optional.of(day) : Optional.empty();
        }
        if (begun) {
            return Optional.of(day);
        }
        return unended ? Optional.of(day.minusDays(1)) : Optional.empty();
    }
}
