package dev.evenkeel.slo.counting;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.objective.Indicator;

/**
 * How far an objective has been counted.
 *
 * @param at the last look; what happened until then is in the counts
 * @param counted what the good (or bad) counters showed then, by series; empty for a gauge
 * @param total what the counters of all events showed then, by series; empty for a gauge
 */
record Tally(Instant at, Map<String, Double> counted, Map<String, Double> total) {

    /**
     * What was counted by a look at a source.
     *
     * @param counts the events since the last look
     * @param since when they began; the look itself if there was none before
     * @param next how far the objective has been counted with it
     */
    record Step(Counts counts, Instant since, Tally next) {}

    /**
     * The step from the last look to this one.
     *
     * @param before empty if there was no look before
     * @return empty if the look is not newer than the last one, and must not be counted again
     */
    static Optional<Step> step(Optional<Tally> before, Indicator indicator, Measurement look) {
        if (before.isPresent() && !look.at().isAfter(before.get().at())) {
            return Optional.empty();
        }
        Instant since = before.map(Tally::at).orElse(look.at());
        return Optional.of(
                switch (indicator) {
                    case Indicator.Threshold threshold ->
                        new Step(gauges(threshold, look), look.at(), new Tally(look.at(), Map.of(), Map.of()));
                    case Indicator.Ratio ratio -> {
                        Tally next = new Tally(look.at(), look.of(ratio.counted()), look.of(ratio.total()));
                        yield new Step(
                                before.map(tally -> tally.increaseTo(next, ratio))
                                        .orElse(Counts.NONE),
                                since,
                                next);
                    }
                });
    }

    /** Two counters are never read in the same instant, so that the part may seem to be more than the whole. */
    private Counts increaseTo(Tally next, Indicator.Ratio ratio) {
        double all = CounterIncrease.between(total, next.total);
        double part = Math.min(all, CounterIncrease.between(counted, next.counted));
        return new Counts(ratio.countsGood() ? part : all - part, all);
    }

    private static Counts gauges(Indicator.Threshold threshold, Measurement look) {
        Counts counts = Counts.NONE;
        for (double value : look.of(threshold.query()).values()) {
            if (!Double.isNaN(value)) {
                counts = counts.plus(new Counts(threshold.isGood(value) ? 1 : 0, 1));
            }
        }
        return counts;
    }
}
