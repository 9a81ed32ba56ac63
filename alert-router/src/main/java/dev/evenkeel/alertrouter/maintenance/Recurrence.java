package dev.evenkeel.alertrouter.maintenance;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * When something happens again and again: a first time, a rule of RFC 5545, section 3.3.10, by the clock of a time zone, and
 * exceptions from it (EXDATE, section 3.8.5.1). A local time that the clock skips is as much later as it skips, once if it then
 * falls on another; of one that is shown twice the first counts.
 *
 * <p>The library is asked about local times only. What moment one of them is is worked out here.
 */
final class Recurrence {

    private static final int LONGEST_RULE = 500;
    private static final Set<Freq> TOO_OFTEN = EnumSet.of(Freq.SECONDLY, Freq.MINUTELY);
    private static final Pattern UNTIL = Pattern.compile("(?:^|;)UNTIL=([^;]*)");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

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
        return new Recurrence(start, zone, rule.map(text -> parse(text, zone)), exceptions);
    }

    private static RecurrenceRule parse(String written, ZoneId zone) {
        String text = written.toUpperCase(Locale.ROOT);
        if (text.length() > LONGEST_RULE) {
            throw new IllegalArgumentException("is longer than " + LONGEST_RULE + " characters");
        }
        try {
            var rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (TOO_OFTEN.contains(rule.getFreq())) {
                throw new IllegalArgumentException("recurs every minute or more often; hourly is the least");
            }
            if (severalOf(rule, Part.BYMINUTE) || severalOf(rule, Part.BYSECOND)) {
                throw new IllegalArgumentException("recurs several times in an hour; hourly is the least");
            }
            if (rule.hasPart(Part.RSCALE)) {
                throw new IllegalArgumentException("counts by a calendar of RFC 7529, which is not supported");
            }
            var until = UNTIL.matcher(text);
            if (until.find()) {
                rule.setUntil(floating(until(until.group(1), zone)));
            }
            return rule;
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException("is no rule of RFC 5545: " + e.getMessage(), e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has an UNTIL that is no time: " + e.getMessage(), e);
        }
    }

    private static boolean severalOf(RecurrenceRule rule, Part part) {
        return rule.hasPart(part) && rule.getByPart(part).size() > 1;
    }

    /**
     * The last moment at which it may start, by the clock of its place. The RFC wants it in UTC, calendars write it as a day, too,
     * all of which then counts, or by their clock.
     */
    private static LocalDateTime until(String written, ZoneId zone) {
        if (!written.contains("T")) {
            return LocalDate.parse(written, DateTimeFormatter.BASIC_ISO_DATE)
                    .atTime(LocalTime.MAX.truncatedTo(ChronoUnit.SECONDS));
        }
        return written.endsWith("Z")
                ? LocalDateTime.parse(written.substring(0, written.length() - 1), TIME)
                        .atOffset(ZoneOffset.UTC)
                        .atZoneSameInstant(zone)
                        .toLocalDateTime()
                : LocalDateTime.parse(written, TIME);
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
            RecurrenceRuleIterator next = rule.get().iterator(floating(start));
            if (first.isBefore(from)) {
                // a day earlier: a local time before this one may be a moment after it where the clock skips
                next.fastForward(LocalDateTime.ofInstant(from, zone)
                        .minusDays(1)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
            }
            Instant before = Instant.MIN;
            for (int step = 0; step < MOST_STEPS && starts.size() < most && next.hasNext(); step++) {
                Instant each = local(next.nextDateTime()).atZone(zone).toInstant();
                if (to.filter(each::isAfter).isPresent()) {
                    break;
                }
                if (each.isAfter(before)) {
                    before = each;
                    if (!each.isBefore(from) && !exceptions.contains(each)) {
                        starts.add(each);
                    }
                }
            }
        } catch (IllegalArgumentException neverAgain) {
            // so the library says that a rule such as the 30th of February finds nothing
            return starts;
        }
        return starts;
    }

    /** A leap second counts as the one before it, as RFC 5545, section 3.3.12, has it for clocks that know none. */
    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                Math.min(time.getSeconds(), 59));
    }

    /** As the library has a local time of no place. */
    private static DateTime floating(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }
}
