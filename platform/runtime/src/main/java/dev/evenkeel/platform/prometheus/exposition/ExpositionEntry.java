package dev.evenkeel.platform.prometheus.exposition;

import java.util.Optional;
import java.util.OptionalLong;

import dev.evenkeel.platform.series.Labels;

/** What one line of an exposition says. */
public sealed interface ExpositionEntry {

    /**
     * @param family the metric family's name
     * @param text unescaped, possibly empty
     */
    record Help(String family, String text) implements ExpositionEntry {}

    /** @param family the metric family's name */
    record Type(String family, MetricType type) implements ExpositionEntry {}

    /**
     * OpenMetrics only.
     *
     * @param family the metric family's name, which ends in the unit
     * @param unit possibly empty
     */
    record Unit(String family, String unit) implements ExpositionEntry {}

    /**
     * @param labels with the metric's name among them
     * @param timestampMillis since the epoch, if the program gave one
     * @param exemplar OpenMetrics only
     */
    record Point(Labels labels, double value, OptionalLong timestampMillis, Optional<Exemplar> exemplar)
            implements ExpositionEntry {}

    /**
     * One observation behind a sample.
     *
     * @param labels usually a trace id
     * @param timestampMillis since the epoch, if the program gave one
     */
    record Exemplar(Labels labels, double value, OptionalLong timestampMillis) {}
}
