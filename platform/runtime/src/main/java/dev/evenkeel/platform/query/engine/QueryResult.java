package dev.evenkeel.platform.query.engine;

import java.util.List;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** What a query answers. */
public sealed interface QueryResult {

    record ScalarResult(Sample sample) implements QueryResult {}

    /** @param timestampMillis the moment of the evaluation */
    record StringResult(long timestampMillis, String value) implements QueryResult {}

    record VectorResult(List<Element> elements) implements QueryResult {

        /** One series at the moment of the evaluation. */
        public record Element(Labels labels, Sample sample) {}
    }

    /** Sorted by labels; no series is empty. */
    record MatrixResult(List<Series> series) implements QueryResult {}
}
