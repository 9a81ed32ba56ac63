package dev.evenkeel.alertrouter.correlation.cluster;

import java.time.Instant;
import java.util.Objects;

import dev.evenkeel.platform.series.Labels;

/**
 * An alert that began, as far as correlation looks at it.
 *
 * @param id whatever tells it apart from others
 * @param at when it began
 * @param entity what it is about, by the name that the dependency graph has for it; empty if it does not say
 * @param signal what is wrong with the entity: the same signal of another entity has the same name
 * @param labels what else it says, the alert's name and severity left out
 * @param text what people are told
 */
public record Occurrence(String id, Instant at, String entity, String signal, Labels labels, String text) {

    public Occurrence {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
        Objects.requireNonNull(entity);
        Objects.requireNonNull(signal);
        Objects.requireNonNull(labels);
        Objects.requireNonNull(text);
    }
}
