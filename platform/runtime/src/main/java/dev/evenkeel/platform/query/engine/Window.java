package dev.evenkeel.platform.query.engine;

/**
 * The samples of one series within a range, never empty. Times are in milliseconds since 1970.
 *
 * @param from the index of the first sample
 * @param to the index after that of the last one
 * @param rangeStart where the range begins, at or before the first sample
 * @param rangeEnd where it ends, at or after the last sample
 */
record Window(Column column, int from, int to, long rangeStart, long rangeEnd) {

    int size() {
        return to - from;
    }

    /** @param index from 0 within the window */
    double value(int index) {
        return column.valueAt(from + index);
    }

    /** @param index from 0 within the window */
    long time(int index) {
        return column.timestampAt(from + index);
    }

    double last() {
        return column.valueAt(to - 1);
    }

    double[] values() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        return values;
    }
}
