package dev.evenkeel.platform.query.promql;

import java.util.List;

/**
 * Which series on the left meets which on the right.
 *
 * @param on whether only {@code labels} must agree; otherwise all labels but these and the metric's name must
 * @param many the side on which several series may meet the same one of the other side
 * @param include labels that results take over from the other side, the one of which there is one
 */
public record VectorMatching(boolean on, List<String> labels, Many many, List<String> include) {

    /** Which side may have several series for one of the other. */
    public enum Many {
        NEITHER,
        LEFT,
        RIGHT
    }

    /** One to one, on all labels. */
    public static final VectorMatching ALL_LABELS = new VectorMatching(false, List.of(), Many.NEITHER, List.of());

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }
}
