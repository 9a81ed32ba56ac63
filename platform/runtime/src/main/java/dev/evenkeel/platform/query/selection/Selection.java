package dev.evenkeel.platform.query.selection;

import java.time.Instant;
import java.util.List;

import dev.evenkeel.platform.series.Labels;

/**
 * What to fetch: the series that all matchers accept, with their samples from {@code from} to {@code to}, both
 * included.
 *
 * @param matchers all must accept a series; none at all means every series
 * @param maxSamples a source may stop reading once it has more samples than this, over all series; the query is then
 *     refused
 */
public record Selection(List<LabelMatcher> matchers, Instant from, Instant to, int maxSamples) {

    public Selection {
        matchers = List.copyOf(matchers);
    }

    public boolean accepts(Labels labels) {
        return LabelMatcher.all(matchers, labels);
    }
}
