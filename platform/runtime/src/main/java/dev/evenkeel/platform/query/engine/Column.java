package dev.evenkeel.platform.query.engine;

import java.util.Arrays;
import java.util.List;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/**
 * A series as the engine reads it: times and values in arrays of their own, because a query looks at the same samples
 * once for every step. Strictly ascending in time, immutable.
 */
final class Column {

    private final Labels labels;
    private final long[] timestamps;
    private final double[] values;

    private Column(Labels labels, long[] timestamps, double[] values) {
        this.labels = labels;
        this.timestamps = timestamps;
        this.values = values;
    }

    static Column of(Series series) {
        Builder column = new Builder(series.labels());
        for (Sample sample : series.samples()) {
            column.add(sample.timestampMillis(), sample.value());
        }
        return column.build();
    }

    Labels labels() {
        return labels;
    }

    int size() {
        return timestamps.length;
    }

    long timestampAt(int index) {
        return timestamps[index];
    }

    double valueAt(int index) {
        return values[index];
    }

    /** The index of the first sample at or after that time, {@link #size()} if there is none. */
    int firstAtOrAfter(long timestamp) {
        int found = Arrays.binarySearch(timestamps, timestamp);
        return found >= 0 ? found : -found - 1;
    }

    /** The index of the last sample at or before that time, -1 if there is none. */
    int lastAtOrBefore(long timestamp) {
        int found = Arrays.binarySearch(timestamps, timestamp);
        return found >= 0 ? found : -found - 2;
    }

    /** This column without its staleness markers, which ranges of samples never contain. */
    Column withoutStaleMarkers() {
        boolean clean = true;
        for (double value : values) {
            clean &= !StaleMarker.is(value);
        }
        if (clean) {
            return this;
        }
        Builder kept = new Builder(labels);
        for (int i = 0; i < values.length; i++) {
            if (!StaleMarker.is(values[i])) {
                kept.add(timestamps[i], values[i]);
            }
        }
        return kept.build();
    }

    Series toSeries() {
        Sample[] samples = new Sample[timestamps.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = new Sample(timestamps[i], values[i]);
        }
        return new Series(labels, List.of(samples));
    }

    /** Collects samples that ascend in time. */
    static final class Builder {

        private final Labels labels;
        private long[] timestamps = new long[16];
        private double[] values = new double[16];
        private int size;

        Builder(Labels labels) {
            this.labels = labels;
        }

        void add(long timestamp, double value) {
            if (size == timestamps.length) {
                timestamps = Arrays.copyOf(timestamps, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            timestamps[size] = timestamp;
            values[size] = value;
            size++;
        }

        Column build() {
            return new Column(labels, Arrays.copyOf(timestamps, size), Arrays.copyOf(values, size));
        }
    }
}
