package dev.evenkeel.health.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A part of the system that can be up or down by itself.
 *
 * @param name unique in the catalog; letters, digits, hyphens, underscores and dots
 * @param description one line for people; may be empty
 * @param owner the team that is asked; may be empty
 * @param runbook where to read what to do, if there is such a place
 * @param check how it is found out whether it works
 * @param dependsOn what it needs, each component at most once
 * @param replicaOf the component that it is one of several instances of, if it is
 */
public record Component(
        String name,
        String description,
        Criticality criticality,
        String owner,
        Optional<String> runbook,
        Check check,
        List<Dependency> dependsOn,
        Optional<String> replicaOf) {

    public Component {
        dependsOn = List.copyOf(dependsOn);
    }
}
