package dev.evenkeel.alertrouter.maintenance;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When something happens again and again: a first time, a rule of RFC 5545, section 3.3.10, by the clock of a time zone, and
 * exceptions from it (EXDATE, section 3.8.5.1). A local time that the clock skips is as much later as it skips; of one that it
 * shows twice the first counts.
 */
final class Recurrence {

    private static final int LONGEST_RULE = 500;
    private static final Set<Freq> TOO_OFTEN = EnumSet.of(Freq.SECONDLY, Freq.MINUTELY);
    /** A rule that finds nothing for so many steps is asked no further. */
    private static final int MOST_STEPS = 100_000;

    private final LocalDateTime start;
    private final ZoneId zone;
    private final Optional<RecurrenceRule> rule;
    private final Set<Instant> exceptions;

    private Recurrence(
            LocalDateTime start, ZoneId zone, Optional<RecurrenceRule> rule, Collection<LocalDateTime> exceptions) {
        this.start = start;
        this.zone = zone;
        this.rule = rule;
        this.exceptions = exceptions.stream()
                .map(exception -> exception.atZone(zone).toInstant())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param rule such as {@code FREQ=WEEKLY;BYDAY=SU}; empty for once
     * @param exceptions starts that are left out; those that are none do not matter
     * @throws IllegalArgumentException saying what is wrong with the rule
     */
    static Recurrence of(
            LocalDateTime start, ZoneId zone, Optional<String> rule, Collection<LocalDateTime> exceptions) {
        return new Recurrence(start, zone, rule.map(Recurrence::parse), exceptions);
    }

    private static RecurrenceRule parse(String text) {
        if (text.length() > LONGEST_RULE) {
            throw new IllegalArgumentException("is longer than " + LONGEST_RULE + " characters");
        }
        try {
            var rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (TOO_OFTEN.contains(rule.getFreq())) {
                throw new IllegalArgumentException("recurs every minute or more often; hourly is the least");
            }
            return rule;
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException("is no rule of RFC 5545: " + e.getMessage(), e);
        }
    }

    /** Starts from a moment on, in order; fewer if there are no more. */
    List<Instant> startsFrom(Instant from, int most) {
        return starts(from, Optional.empty(), most);
    }

    /** Starts from a moment on and not after another, in order. */
    List<Instant> startsBetween(Instant from, Instant to) {
        return starts(from, Optional.of(to), MOST_STEPS);
    }

    private List<Instant> starts(Instant from, Optional<Instant> to, int most) {
        Instant first = start.atZone(zone).toInstant();
        List<Instant> starts = new ArrayList<>();
        if (rule.isEmpty()) {
            if (!first.isBefore(from) && to.filter(first::isAfter).isEmpty() && !exceptions.contains(first)) {
                starts.add(first);
            }
            return starts;
        }
        try {
            RecurrenceRuleIterator next = rule.get().iterator(firstTime());
            if (first.isBefore(from)) {
                next.fastForward(from.toEpochMilli());
            }
            for (int step = 0; step < MOST_STEPS && starts.size() < most && next.hasNext(); step++) {
                Instant each = moment(next.nextDateTime());
                if (to.filter(each::isAfter).isPresent()) {
                    break;
                }
                if (!each.isBefore(from) && !exceptions.contains(each)) {
                    starts.add(each);
                }
            }
        } catch (IllegalArgumentException neverAgain) {
            // so the library says that a rule such as the 30th of February finds nothing
            return starts;
        }
        return starts;
    }

    /** By what the clock shows; the library would take the second of two. */
    private Instant moment(DateTime time) {
        return LocalDateTime.of(
                        time.getYear(),
                        time.getMonth() + 1,
                        time.getDayOfMonth(),
                        time.getHours(),
                        time.getMinutes(),
                        time.getSeconds())
                .atZone(zone)
                .toInstant();
    }

    private DateTime firstTime() {
        return new DateTime(
                TimeZone.getTimeZone(zone),
                start.getYear(),
                start.getMonthValue() - 1,
                start.getDayOfMonth(),
                start.getHour(),
                start.getMinute(),
                start.getSecond());
    }
}
