package dev.evenkeel.alertrouter.analytics;

import java.util.List;
import java.util.Map;

/**
 * Which incidents and episodes are looked at. Nothing given means all.
 *
 * @param receivers that the incident's group is told to; episodes have none, and are not counted where it is given
 * @param severities by their names
 * @param labels that all of its alerts have, by name; of those by which it is counted
 */
public record IncidentFilter(List<String> receivers, List<String> severities, Map<String, String> labels) {

    public static final IncidentFilter ALL = new IncidentFilter(List.of(), List.of(), Map.of());

    /** Whether episodes can be told apart by it. */
    boolean suitsEpisodes() {
        return receivers.isEmpty();
    }

    public IncidentFilter {
        receivers = List.copyOf(receivers);
        severities = List.copyOf(severities);
        labels = Map.copyOf(labels);
    }
}
