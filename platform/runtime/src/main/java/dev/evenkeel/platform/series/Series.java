package dev.evenkeel.platform.series;

import java.util.List;

/**
 * Samples under one identity.
 *
 * @param labels the identity
 * @param samples in ascending order of time, no moment twice
 */
public record Series(Labels labels, List<Sample> samples) {

    /** @throws IllegalArgumentException if the samples are not in strictly ascending order of time */
    public Series {
        samples = List.copyOf(samples);
        for (int i = 1; i < samples.size(); i++) {
            if (samples.get(i).timestampMillis() <= samples.get(i - 1).timestampMillis()) {
                throw new IllegalArgumentException("sample %d of %s is not later than the one before it: %d"
                        .formatted(i, labels, samples.get(i).timestampMillis()));
            }
        }
    }

    public static Series of(Labels labels, Sample... samples) {
        return new Series(labels, List.of(samples));
    }
}
