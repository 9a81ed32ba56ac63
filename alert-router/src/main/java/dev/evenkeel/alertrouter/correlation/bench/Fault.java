package dev.evenkeel.alertrouter.correlation.bench;

import java.time.Instant;
import java.util.List;

import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.platform.series.Labels;

/**
 * A recorded fault.
 *
 * @param rootCause the entity that it was injected into; for scoring alone
 * @param alerts in the order of the files, each signal of an entity once, at its first time
 */
record Fault(String rootCause, List<Recorded> alerts) {

    /**
     * An alert of it.
     *
     * @param signal what the protocol tells signals apart by
     * @param after seconds since the fault's first alert
     * @param labels what else the files say
     */
    record Recorded(String entity, String signal, double after, Labels labels) {

        Occurrence at(String id, double seconds) {
            return new Occurrence(
                    id,
                    Instant.EPOCH.plusNanos(Math.round(seconds * 1e9)),
                    entity,
                    signal,
                    labels.with("entity", entity),
                    signal);
        }
    }
}
