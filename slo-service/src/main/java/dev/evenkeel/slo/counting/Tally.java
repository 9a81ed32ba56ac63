package dev.evenkeel.slo.counting;

import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.slo.budget.Counts;
import dev.evenkeel.slo.objective.Indicator;

/**
 * How far an objective has been counted.
 *
 * @param at the last look; what happened until then is in the counts
 * @param counted the good (or bad) counters as they were last seen; none for a gauge
 * @param total the counters of all events as they were last seen; none for a gauge
 */
record Tally(Instant at, Counters counted, Counters total) {

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
                        new Step(
                                gauges(threshold, look), look.at(), new Tally(look.at(), Counters.NONE, Counters.NONE));
                    case Indicator.Ratio ratio -> {
                        Tally known = before.orElse(new Tally(look.at(), Counters.NONE, Counters.NONE));
                        yield new Step(known.increaseTo(look, ratio), since, known.after(look, ratio));
                    }
                });
    }

    private Tally after(Measurement look, Indicator.Ratio ratio) {
        return new Tally(
                look.at(),
                counted.after(look.of(ratio.counted()), look.at()),
                total.after(look.of(ratio.total()), look.at()));
    }

    /** Two counters are never read in the same instant, so that the part may seem to be more than the whole. */
    private Counts increaseTo(Measurement look, Indicator.Ratio ratio) {
        double all = total.increaseTo(look.of(ratio.total()));
        double part = Math.min(all, counted.increaseTo(look.of(ratio.counted())));
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
