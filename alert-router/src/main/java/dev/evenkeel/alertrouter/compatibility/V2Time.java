package dev.evenkeel.alertrouter.compatibility;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/** Times as API v2 reads them, in a handful of notations, and as it writes them, in UTC with milliseconds. */
public final class V2Time {

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int SECONDS_PER_DAY = 86_400;
    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");

    /** Years of four digits and days that there are: what lies beyond has no notation, or is endless to PostgreSQL. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd[ ]['T']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX]")
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    /** The parts of the layout that Alertmanager tries last, and so names in its message. */
    private static final String[] LAST_LAYOUT = {"2006", "-", "01", "-", "02", " ", "15", ":", "04", ":", "05"};

    /** What Go programs send for a time that they do not have. */
    public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    /**
     * A day as it is written.
     *
     * @param text with all that comes before the time of day
     */
    private record Day(long epochDay, String text) {

        static Day of(long epochDay) {
            return new Day(epochDay, LocalDate.ofEpochDay(epochDay) + "T");
        }
    }

    /** Most times of a list are of one day, and to find its date takes longer than to write the rest. */
    private static volatile Day last = Day.of(0);

    private V2Time() {}

    public static String text(Instant instant) {
        var text = new StringBuilder(24);
        append(text, instant);
        return text.toString();
    }

    /** The same, without anything in between: lists of alerts hold three times each. */
    public static void append(StringBuilder text, Instant instant) {
        if (instant.isBefore(YEAR_ONE) || !instant.isBefore(YEAR_TEN_THOUSAND)) {
            text.append(WRITTEN.format(instant));
            return;
        }
        long seconds = instant.getEpochSecond();
        text.append(day(Math.floorDiv(seconds, SECONDS_PER_DAY)).text());
        int second = Math.floorMod(seconds, SECONDS_PER_DAY);
        twoDigits(text, second / 3600).append(':');
        twoDigits(text, second / 60 % 60).append(':');
        twoDigits(text, second % 60).append('.');
        int millisecond = instant.getNano() / 1_000_000;
        twoDigits(text, millisecond / 10).append(digit(millisecond % 10)).append('Z');
    }

    private static Day day(long epochDay) {
        Day day = last;
        if (day.epochDay() != epochDay) {
            day = Day.of(epochDay);
            last = day;
        }
        return day;
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append(digit(number / 10)).append(digit(number % 10));
    }

    private static char digit(int number) {
        return (char) ('0' + number);
    }

    /**
     * @return the moment, no finer than PostgreSQL keeps it; the epoch for an empty text, as Alertmanager has it
     * @throws IllegalArgumentException in Alertmanager's words
     */
    public static Instant parse(String text) {
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            if (InternetTime.matches(text)) {
                return InternetTime.read(text);
            }
            TemporalAccessor read = READ.parse(text);
            return Instant.from(read).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
    }

    private static String refusal(String text) {
        String rest = text;
        for (String part : LAST_LAYOUT) {
            boolean number = Character.isDigit(part.charAt(0));
            boolean fits = number
                    ? rest.length() >= part.length()
                            && rest.substring(0, part.length()).chars().allMatch(Character::isDigit)
                    : rest.startsWith(part) || (part.equals(" ") && rest.isEmpty());
            if (!fits) {
                return refusal(text, rest, part);
            }
            rest = rest.substring(Math.min(rest.length(), part.length()));
        }
        return "parsing time \"%s\": extra text: \"%s\"".formatted(text, rest);
    }

    private static String refusal(String text, String rest, String part) {
        return "parsing time \"%s\" as \"2006-01-02 15:04:05\": cannot parse \"%s\" as \"%s\""
                .formatted(text, rest, part);
    }
}
