package dev.evenkeel.alertrouter.correlation.cluster;

import java.util.List;

/**
 * That an alert belongs to a cluster, for good.
 *
 * @param cluster the id of the occurrence that the cluster began with
 * @param evidence why it is in this cluster; a founder has none but its time
 */
public record Membership(Occurrence occurrence, String cluster, List<Evidence> evidence) {

    public Membership {
        evidence = List.copyOf(evidence);
    }

    /** Whether the cluster began with it. */
    public boolean founder() {
        return occurrence.id().equals(cluster);
    }
}
