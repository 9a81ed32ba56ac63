package dev.evenkeel.platform.prometheus;

import java.util.List;

import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** What a PromQL expression came to, in its four types. */
public sealed interface QueryValue {

    record Scalar(Sample sample) implements QueryValue {}

    /** One sample for each series, in the server's order. */
    record Vector(List<ScrapedSample> samples) implements QueryValue {}

    record Matrix(List<Series> series) implements QueryValue {}

    record Text(long timestampMillis, String text) implements QueryValue {}
}
