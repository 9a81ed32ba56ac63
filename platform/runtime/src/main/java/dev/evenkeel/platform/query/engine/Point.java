package dev.evenkeel.platform.query.engine;

import dev.evenkeel.platform.series.Labels;

/** One element of an instant vector. */
record Point(Labels labels, double value) {

    Point withValue(double other) {
        return new Point(labels, other);
    }
}
