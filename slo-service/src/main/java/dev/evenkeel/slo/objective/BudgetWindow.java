package dev.evenkeel.slo.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The time over which a promise holds, and over which its error budget is spent. */
public sealed interface BudgetWindow {

    /** When the window that {@code now} lies in began. */
    Instant startAt(Instant now);

    /** How long a whole window is; of calendar windows, the one that {@code now} lies in. */
    Duration lengthAt(Instant now);

    /** The last so much time, at every moment anew. */
    record Rolling(Duration length) implements BudgetWindow {

        @Override
        public Instant startAt(Instant now) {
            return now.minus(length);
        }

        @Override
        public Duration lengthAt(Instant now) {
            return length;
        }
    }

    /**
     * Windows that follow each other from a start on: the budget is whole again when the next one begins. Months and
     * years have their length in the time zone, daylight saving included.
     *
     * @param start when the first window began
     * @param count of units in a window, at least 1
     * @param unit days, weeks, months or years
     */
    record Calendar(ZonedDateTime start, int count, ChronoUnit unit) implements BudgetWindow {

        @Override
        public Instant startAt(Instant now) {
            return start(windowAt(now)).toInstant();
        }

        @Override
        public Duration lengthAt(Instant now) {
            long window = windowAt(now);
            return Duration.between(start(window), start(window + 1));
        }

        /** The number of the window that an instant lies in: 0 is the first, those before it have negative ones. */
        private long windowAt(Instant now) {
            long window = Math.floorDiv(unit.between(start, now.atZone(start.getZone())), count);
            // Whole units are counted by the calendar's dates and towards zero, which can be one window off.
            while (start(window).toInstant().isAfter(now)) {
                window--;
            }
            while (!start(window + 1).toInstant().isAfter(now)) {
                window++;
            }
            return window;
        }

        /** From the first start on, not from window to window: the 31st of a month is then not lost in February. */
        private ZonedDateTime start(long window) {
            return start.plus(window * count, unit);
        }
    }
}
