package dev.evenkeel.platform.query.engine;

import java.util.function.BooleanSupplier;

import dev.evenkeel.platform.query.promql.QueryException;

/**
 * What one query may use. Belongs to one evaluation on one thread.
 */
public final class EvaluationBudget {

    private final int maxSamples;
    private final BooleanSupplier timeIsUp;
    private long samples;

    /**
     * @param maxSamples how many samples may be read and produced in all
     * @param timeIsUp asked often, so it must be cheap
     */
    public EvaluationBudget(int maxSamples, BooleanSupplier timeIsUp) {
        this.maxSamples = maxSamples;
        this.timeIsUp = timeIsUp;
    }

    void spend(long count) {
        samples += count;
        if (samples > maxSamples) {
            throw QueryException.execution(
                    "query processing would load too many samples into memory in query execution: more than "
                            + maxSamples);
        }
    }

    void checkTime() {
        if (timeIsUp.getAsBoolean()) {
            throw QueryException.timeout("query timed out in expression evaluation");
        }
    }
}
