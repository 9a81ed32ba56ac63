package dev.evenkeel.slo.objective;

/** How good events are told from bad ones. All queries of an indicator ask the same source. */
public sealed interface Indicator {

    /** The name of the data source. */
    String source();

    /**
     * Two counters, whose increase is counted.
     *
     * @param counted the good events, or the bad ones
     * @param countsGood whether {@code counted} are the good ones
     * @param total all events
     */
    record Ratio(MetricQuery counted, boolean countsGood, MetricQuery total) implements Indicator {

        @Override
        public String source() {
            return total.source();
        }
    }

    /**
     * A gauge that is held against a bound: each sample of each series is an event, good if it keeps to the bound.
     *
     * @param query the gauge
     * @param bound what a good value is compared with
     */
    record Threshold(MetricQuery query, Comparison comparison, double bound) implements Indicator {

        @Override
        public String source() {
            return query.source();
        }

        public boolean isGood(double value) {
            return comparison.holds(value, bound);
        }
    }

    /** How a good value lies to the bound; named as OpenSLO names its operators. */
    enum Comparison {
        LT,
        LTE,
        GT,
        GTE;

        boolean holds(double value, double bound) {
            return switch (this) {
                case LT -> value < bound;
                case LTE -> value <= bound;
                case GT -> value > bound;
                case GTE -> value >= bound;
            };
        }
    }
}
