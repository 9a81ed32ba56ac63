package dev.evenkeel.platform.query.promql;

import java.util.List;

/** Which labels the results of an aggregation keep: those named, or all but those named and the metric's name. */
public record Grouping(boolean without, List<String> labels) {

    public static final Grouping NONE = new Grouping(false, List.of());

    public Grouping {
        labels = List.copyOf(labels);
    }
}
