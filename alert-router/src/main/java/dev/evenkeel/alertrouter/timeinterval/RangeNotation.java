package dev.evenkeel.alertrouter.timeinterval;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How ranges are written: one value, {@code saturday}, or two with a colon between them, {@code monday:friday}. Mistakes
 * are named in Alertmanager's words.
 *
 * <p>Source: the section {@code time_interval} of Alertmanager's configuration reference.
 */
public enum RangeNotation {
    WEEKDAYS {
        @Override
        int value(String text) {
            int position = Names.WEEKDAYS.indexOf(text);
            if (position < 0) {
                throw new IllegalArgumentException(text + " is not a valid weekday");
            }
            return position;
        }

        @Override
        void check(Range range) {
            if (range.first() > range.last()) {
                throw new IllegalArgumentException("start day cannot be before end day");
            }
        }
    },

    DAYS_OF_MONTH {
        @Override
        int value(String text) {
            return number(text);
        }

        @Override
        void check(Range range) {
            checkDay(range.first());
            checkDay(range.last());
            if (range.first() < 0 && range.last() > 0) {
                throw new IllegalArgumentException("end day must be negative if start day is negative");
            }
            // what is wrong in a month of 28 days only is cut off there
            if (inShortMonth(range.first()) > inShortMonth(range.last())) {
                throw new IllegalArgumentException(
                        "end day %d is always before start day %d".formatted(range.last(), range.first()));
            }
        }
    },

    MONTHS {
        @Override
        int value(String text) {
            int position = Names.MONTHS.indexOf(text);
            if (position >= 0) {
                return position + 1;
            }
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(text + " is not a valid month", e);
            }
        }

        @Override
        void check(Range range) {
            // numbers beyond 12 pass, as in Alertmanager, and never come
            if (range.first() > range.last()) {
                throw new IllegalArgumentException("end month %s is before start month %s"
                        .formatted(MONTHS.print(range.last()), MONTHS.print(range.first())));
            }
        }
    },

    YEARS {
        @Override
        int value(String text) {
            return number(text);
        }

        @Override
        void check(Range range) {
            if (range.first() > range.last()) {
                throw new IllegalArgumentException(
                        "end year %d is before start year %d".formatted(range.last(), range.first()));
            }
        }
    };

    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final int DAYS_IN_SHORTEST_MONTH = 28;
    private static final int LONGEST_MONTH = 31;

    /** Names of values, in order. */
    private static final class Names {

        private static final List<String> WEEKDAYS =
                List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

        private static final List<String> MONTHS = List.of(
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december");
    }

    abstract int value(String text);

    abstract void check(Range range);

    /** @throws IllegalArgumentException saying why it is no such range */
    public Range parse(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        String[] parts = text.split(":", -1);
        if (parts.length > 2) {
            throw new IllegalArgumentException("couldn't parse range " + text + ", invalid format");
        }
        int first = value(parts[0]);
        var range = new Range(first, parts.length == 1 ? first : value(parts[1]));
        check(range);
        return range;
    }

    /** As {@link #parse} reads it. */
    public String print(Range range) {
        String first = print(range.first());
        return range.first() == range.last() ? first : first + ":" + print(range.last());
    }

    private String print(int value) {
        return switch (this) {
            case WEEKDAYS -> Names.WEEKDAYS.get(value);
            case MONTHS ->
                value >= 1 && value <= Names.MONTHS.size() ? Names.MONTHS.get(value - 1) : Integer.toString(value);
            case DAYS_OF_MONTH, YEARS -> Integer.toString(value);
        };
    }

    /**
     * The minutes of a day from one time up to another, which is not included.
     *
     * @param start as {@code 09:30}
     * @param end as {@code 24:00} at the latest
     * @throws IllegalArgumentException saying why these are no times in this order
     */
    public static Range minutes(String start, String end) {
        if (start.isEmpty() || end.isEmpty()) {
            throw new IllegalArgumentException("both start and end times must be provided");
        }
        int first = minute(start);
        int after = minute(end);
        if (first >= after) {
            throw new IllegalArgumentException("start time cannot be equal or greater than end time");
        }
        return new Range(first, after - 1);
    }

    private static int minute(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException("couldn't parse timestamp " + text + ", invalid format");
        }
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    /** A minute of the day as a time, {@code 09:30}. */
    public static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("strconv.Atoi: parsing \"" + text + "\": invalid syntax", e);
        }
    }

    private static void checkDay(int day) {
        if (day == 0 || Math.abs(day) > LONGEST_MONTH) {
            throw new IllegalArgumentException(day + " is not a valid day of the month: out of range");
        }
    }

    private static int inShortMonth(int day) {
        return day < 0 ? DAYS_IN_SHORTEST_MONTH + day : day;
    }
}
