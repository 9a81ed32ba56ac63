package dev.evenkeel.platform.query;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Series;

/**
 * Series that a service lets be queried; the service implements it as a CDI bean, or several. A series that more than
 * one source has is answered once, with the samples of all; where these have samples for the same moment, the source
 * with the highest {@link jakarta.annotation.Priority} decides.
 *
 * <p>Methods are called on the event loop and must not block. A failure of a source is the failure of the query.
 */
public interface SeriesSource {

    /**
     * The series that the selection accepts, with their samples within its time span, both ends included. Samples may
     * lie in the future. A series without a sample there may be left out.
     */
    Uni<List<Series>> select(Selection selection);

    /**
     * The identities of what {@link #select} would give, without regard to its limit of samples. Worth implementing
     * where samples need not be read to know them.
     */
    default Uni<List<Labels>> labels(Selection selection) {
        return select(selection)
                .map(series -> series.stream().map(Series::labels).toList());
    }

    /** The names of all labels that the selected series have. */
    default Uni<List<String>> labelNames(Selection selection) {
        return labels(selection).map(all -> {
            TreeSet<String> names = new TreeSet<>();
            all.forEach(labels -> names.addAll(labels.names()));
            return List.copyOf(names);
        });
    }

    /** The values that a label has in the selected series, those without it left aside. */
    default Uni<List<String>> labelValues(String label, Selection selection) {
        return labels(selection)
                .map(all -> all.stream()
                        .map(labels -> labels.get(label))
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList());
    }

    /** Descriptions by name of the metric, of those that have one. */
    default Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom().item(Map.of());
    }
}
