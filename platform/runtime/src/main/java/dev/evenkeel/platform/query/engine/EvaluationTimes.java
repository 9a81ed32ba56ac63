package dev.evenkeel.platform.query.engine;

/**
 * The moments at which a query is evaluated, in milliseconds since 1970, the first and the last included.
 *
 * @param start not after {@code end}
 * @param step greater than 0; of no meaning where start and end are the same
 */
public record EvaluationTimes(long start, long end, long step) {

    public EvaluationTimes {
        if (end < start || step <= 0) {
            throw new IllegalArgumentException(
                    "from " + start + " to " + end + " by " + step + " is no ascending row of moments");
        }
    }

    public static EvaluationTimes at(long instant) {
        return new EvaluationTimes(instant, instant, 1);
    }

    long count() {
        return (end - start) / step + 1;
    }
}
