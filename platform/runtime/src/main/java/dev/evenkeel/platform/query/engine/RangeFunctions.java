package dev.evenkeel.platform.query.engine;

import java.util.OptionalDouble;

import dev.evenkeel.platform.query.promql.Function;

/** Functions from the samples of one series within a range to one number, if there are enough of them. */
final class RangeFunctions {

    /** A gap at an end of the range is bridged if it is shorter than this many average intervals. */
    private static final double EXTRAPOLATION_THRESHOLD = 1.1;

    private RangeFunctions() {}

    /**
     * @param parameter the scalar argument of those functions that have one
     * @param time the moment of the evaluation in milliseconds since 1970
     */
    static OptionalDouble apply(Function function, Window window, double parameter, long time) {
        return switch (function) {
            case RATE -> extrapolated(window, true, true);
            case INCREASE -> extrapolated(window, true, false);
            case DELTA -> extrapolated(window, false, false);
            case IRATE -> lastTwo(window, true);
            case IDELTA -> lastTwo(window, false);
            case DERIV, PREDICT_LINEAR -> trend(function, window, parameter, time);
            default -> OptionalDouble.of(overTime(function, window, parameter));
        };
    }

    private static double overTime(Function function, Window window, double parameter) {
        return switch (function) {
            case AVG_OVER_TIME -> Statistics.mean(window.values());
            case SUM_OVER_TIME -> Statistics.sum(window.values());
            case MIN_OVER_TIME -> Statistics.min(window.values());
            case MAX_OVER_TIME -> Statistics.max(window.values());
            case COUNT_OVER_TIME -> window.size();
            case LAST_OVER_TIME -> window.last();
            case PRESENT_OVER_TIME -> 1;
            case STDDEV_OVER_TIME -> Math.sqrt(Statistics.variance(window.values()));
            case STDVAR_OVER_TIME -> Statistics.variance(window.values());
            case QUANTILE_OVER_TIME -> Statistics.quantile(parameter, window.values());
            case CHANGES -> changes(window);
            case RESETS -> resets(window);
            default -> throw new IllegalStateException("no function of a range: " + function);
        };
    }

    /**
     * What a counter gained, or a gauge changed, over the whole range: the difference between the first and the last
     * sample, corrected for counter resets, and extended towards the ends of the range. It is extended fully where the
     * gap is no longer than samples are apart, by half an interval otherwise, and never to before a counter was zero.
     */
    private static OptionalDouble extrapolated(Window window, boolean counter, boolean perSecond) {
        int count = window.size();
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double first = window.value(0);
        double difference = window.last() - first;
        if (counter) {
            difference += lostInResets(window);
        }
        double sampled = (window.time(count - 1) - window.time(0)) / 1000.0;
        double interval = sampled / (count - 1);
        double beforeFirst = (window.time(0) - window.rangeStart()) / 1000.0;
        double afterLast = (window.rangeEnd() - window.time(count - 1)) / 1000.0;
        if (counter && difference > 0 && first >= 0) {
            beforeFirst = Math.min(beforeFirst, sampled * (first / difference));
        }
        double covered = sampled + extension(beforeFirst, interval) + extension(afterLast, interval);
        double factor = covered / sampled;
        if (perSecond) {
            factor /= (window.rangeEnd() - window.rangeStart()) / 1000.0;
        }
        return OptionalDouble.of(difference * factor);
    }

    private static double extension(double gap, double interval) {
        return gap < interval * EXTRAPOLATION_THRESHOLD ? gap : interval / 2;
    }

    private static double lostInResets(Window window) {
        double lost = 0;
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) < window.value(i - 1)) {
                lost += window.value(i - 1);
            }
        }
        return lost;
    }

    private static OptionalDouble lastTwo(Window window, boolean rate) {
        int count = window.size();
        if (count < 2) {
            return OptionalDouble.empty();
        }
        double last = window.last();
        double previous = window.value(count - 2);
        boolean reset = rate && last < previous;
        double difference = reset ? last : last - previous;
        double seconds = (window.time(count - 1) - window.time(count - 2)) / 1000.0;
        return OptionalDouble.of(rate ? difference / seconds : difference);
    }

    private static OptionalDouble trend(Function function, Window window, double parameter, long time) {
        if (window.size() < 2) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                function == Function.DERIV
                        ? LinearRegression.of(window, window.time(0)).slope()
                        : LinearRegression.of(window, time).valueAfter(parameter));
    }

    private static double changes(Window window) {
        int changes = 0;
        for (int i = 1; i < window.size(); i++) {
            double previous = window.value(i - 1);
            double current = window.value(i);
            if (current != previous && !(Double.isNaN(current) && Double.isNaN(previous))) {
                changes++;
            }
        }
        return changes;
    }

    private static double resets(Window window) {
        int resets = 0;
        for (int i = 1; i < window.size(); i++) {
            if (window.value(i) < window.value(i - 1)) {
                resets++;
            }
        }
        return resets;
    }
}
