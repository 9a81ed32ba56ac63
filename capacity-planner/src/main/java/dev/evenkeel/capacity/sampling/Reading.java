package dev.evenkeel.capacity.sampling;

import java.util.List;
import java.util.Map;

import dev.evenkeel.capacity.resource.Limit;
import dev.evenkeel.capacity.resource.Resource;

/** What a look at a source says of one resource. */
sealed interface Reading {

    /** @param limit above 0 */
    record Measured(double usage, double limit) implements Reading {}

    /** @param reason fit to be shown */
    record Unreadable(String reason) implements Reading {}

    /** What one expression came to. */
    sealed interface Answer {

        record Values(List<Double> values) implements Answer {}

        /** @param reason fit to be shown */
        record Refused(String reason) implements Answer {}
    }

    /** @param answers to all expressions of the resource */
    static Reading of(Resource resource, Map<String, Answer> answers) {
        try {
            double usage = number(resource.usage(), answers);
            double limit = switch (resource.limit()) {
                case Limit.Constant constant -> constant.value();
                case Limit.Queried queried -> number(queried.expression(), answers);
            };
            return limit > 0 ? new Measured(usage, limit) : new Unreadable("the limit is " + limit + ", not above 0");
        } catch (IllegalArgumentException unreadable) {
            return new Unreadable(unreadable.getMessage());
        }
    }

    private static double number(String expression, Map<String, Answer> answers) {
        return switch (answers.get(expression)) {
            case Answer.Refused refused -> throw new IllegalArgumentException(refused.reason());
            case Answer.Values values -> single(expression, values.values());
        };
    }

    private static double single(String expression, List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("'" + expression + "' has no value");
        }
        if (values.size() > 1) {
            throw new IllegalArgumentException("'" + expression + "' has " + values.size()
                    + " values; a resource is one number, which sum(), max() or avg() make of them");
        }
        double value = values.getFirst();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("'" + expression + "' is " + value + ", which is no amount");
        }
        return value;
    }
}
