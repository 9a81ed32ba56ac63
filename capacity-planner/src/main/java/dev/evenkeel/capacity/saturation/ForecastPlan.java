package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Over what a resource is forecast: samples are averaged over buckets that are coarse enough for the horizon to have at
 * most {@value #MOST_STEPS} of them. Buckets begin at whole multiples of their length since 1970.
 *
 * @param step the length of a bucket
 * @param period buckets in a season; 1 if there is none, or if too little is known to see it
 * @param from where the first bucket begins
 * @param to where the last complete bucket ends
 * @param steps buckets to forecast
 */
record ForecastPlan(Duration step, int period, Instant from, Instant to, int steps) {

    static final int MOST_STEPS = 400;

    /** More of the past makes a forecast slower and not better. */
    private static final int MOST_HISTORY = 2000;

    /** What is known of the past is the bound of what can be said of the future. */
    private static final int FUTURE_FOR_PAST = 2;

    private static final int MOST_STEPS_OF_SEASON = 200;
    /** A season must have been seen twice, and half of a third time to see that it is one. */
    private static final double SEASONS_TO_SEE = 2.5;

    private static final int LEAST_SEASONAL_STEPS = 8;

    /** Each divides a day, or is whole days. */
    private static final Duration[] LENGTHS = LongStream.of(
                    1,
                    2,
                    5,
                    10,
                    15,
                    20,
                    30,
                    60,
                    120,
                    300,
                    600,
                    900,
                    1200,
                    1800,
                    3600,
                    2 * 3600,
                    3 * 3600,
                    4 * 3600,
                    6 * 3600,
                    8 * 3600,
                    12 * 3600,
                    86_400,
                    2 * 86_400,
                    7 * 86_400)
            .mapToObj(Duration::ofSeconds)
            .toArray(Duration[]::new);

    /**
     * @param sampling from one sample to the next
     * @param season of the resource
     * @param horizon that is wanted; the plan has a shorter one if less than half of it is known
     * @param first when the oldest sample was taken, before {@code now}
     */
    static ForecastPlan of(Duration sampling, Optional<Duration> season, Duration horizon, Instant first, Instant now) {
        Duration known = Duration.between(first, now);
        Duration most = known.multipliedBy(FUTURE_FOR_PAST);
        Duration ahead = horizon.compareTo(most) < 0 ? horizon : most;
        Duration plain = length(sampling, ahead.dividedBy(MOST_STEPS));
        return season.filter(length -> known.toMillis() >= SEASONS_TO_SEE * length.toMillis())
                .flatMap(length -> seasonal(sampling, length, plain, ahead, first, now))
                .orElseGet(() -> of(plain, 1, ahead, first, now));
    }

    private static Optional<ForecastPlan> seasonal(
            Duration sampling, Duration season, Duration plain, Duration ahead, Instant first, Instant now) {
        Duration fine = length(sampling, season.dividedBy(MOST_STEPS_OF_SEASON));
        Duration step = fine.compareTo(plain) > 0 ? fine : plain;
        int period = (int) Math.round((double) season.toMillis() / step.toMillis());
        boolean visible = period > 1 && ahead.dividedBy(step) >= LEAST_SEASONAL_STEPS;
        return visible ? Optional.of(of(step, period, ahead, first, now)) : Optional.empty();
    }

    private static ForecastPlan of(Duration step, int period, Duration ahead, Instant first, Instant now) {
        Instant to = start(now, step);
        Instant farthest = to.minus(step.multipliedBy(MOST_HISTORY));
        Instant from = start(first, step);
        int steps = Math.clamp(ahead.dividedBy(step), 1, MOST_STEPS);
        return new ForecastPlan(step, period, from.isBefore(farthest) ? farthest : from, to, steps);
    }

    private static Duration length(Duration sampling, Duration least) {
        for (Duration length : LENGTHS) {
            if (length.compareTo(sampling) >= 0 && length.compareTo(least) >= 0) {
                return length;
            }
        }
        return LENGTHS[LENGTHS.length - 1];
    }

    private static Instant start(Instant at, Duration step) {
        return Instant.ofEpochMilli(at.toEpochMilli() - Math.floorMod(at.toEpochMilli(), step.toMillis()));
    }

    /** How many complete buckets there are. */
    int buckets() {
        return Math.max(0, (int) Duration.between(from, to).dividedBy(step));
    }

    /**
     * A bucket's mean stands in its middle.
     *
     * @param index from 0; those from {@link #buckets()} on are forecast
     */
    Instant middle(int index) {
        return from.plus(step.multipliedBy(index)).plus(step.dividedBy(2));
    }
}
