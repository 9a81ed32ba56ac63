package dev.evenkeel.alertrouter.compatibility;

import java.nio.charset.StandardCharsets;
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

    /** Where the parts of a time begin in {@code 2006-01-02T15:04:05.000Z}. */
    private static final int HOUR = 11;

    private static final int MINUTE = 14;
    private static final int SECOND = 17;
    private static final int FRACTION = 20;

    /** Its first moment as it is written, which nobody changes. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Day(long epochDay, byte[] midnight) {

        static Day of(long epochDay) {
            String text = LocalDate.ofEpochDay(epochDay) + "T00:00:00.000Z";
            return new Day(epochDay, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Most times of a list are of one day, and to find its date takes longer than to write the rest. */
    private static volatile Day last = Day.of(0);

    private V2Time() {}

    public static String text(Instant instant) {
        return new String(ascii(instant), StandardCharsets.US_ASCII);
    }

    /** The same in ASCII, without anything in between: lists of alerts hold three times each. */
    public static byte[] ascii(Instant instant) {
        if (instant.isBefore(YEAR_ONE) || !instant.isBefore(YEAR_TEN_THOUSAND)) {
            return WRITTEN.format(instant).getBytes(StandardCharsets.US_ASCII);
        }
        long seconds = instant.getEpochSecond();
        byte[] text = day(Math.floorDiv(seconds, SECONDS_PER_DAY)).midnight().clone();
        int second = Math.floorMod(seconds, SECONDS_PER_DAY);
        twoDigits(text, HOUR, second / 3600);
        twoDigits(text, MINUTE, second / 60 % 60);
        twoDigits(text, SECOND, second % 60);
        int millisecond = instant.getNano() / 1_000_000;
        twoDigits(text, FRACTION, millisecond / 10);
        text[FRACTION + 2] += (byte) (millisecond % 10);
        return text;
    }

    private static Day day(long epochDay) {
        Day day = last;
        if (day.epochDay() != epochDay) {
            day = Day.of(epochDay);
            last = day;
        }
        return day;
    }

    /** Onto two zeros. */
    private static void twoDigits(byte[] text, int position, int number) {
        text[position] += (byte) (number / 10);
        text[position + 1] += (byte) (number % 10);
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
