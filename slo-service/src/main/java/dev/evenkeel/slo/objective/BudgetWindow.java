package dev.evenkeel.slo.objective;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
            return windowStart(now, 0).toInstant();
        }

        @Override
        public Duration lengthAt(Instant now) {
            return Duration.between(windowStart(now, 0), windowStart(now, 1));
        }

        /** @param offset 0 for the window that {@code now} lies in, 1 for the next one */
        private ZonedDateTime windowStart(Instant now, int offset) {
            ZoneId zone = start.getZone();
            long units = unit.between(start, now.atZone(zone));
            long windows = Math.floorDiv(units, count);
            ZonedDateTime candidate = start.plus((windows + offset) * count, unit);
            // Before the first start, whole units are counted towards zero, which is one window too late.
            return candidate.toInstant().isAfter(now) && offset == 0 ? candidate.minus(count, unit) : candidate;
        }
    }
}
