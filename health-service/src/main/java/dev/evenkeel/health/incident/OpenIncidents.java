package dev.evenkeel.health.incident;

import java.util.List;
import java.util.Set;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.incidents.Incident.Named;

/**
 * The incidents that are not resolved, at one moment.
 *
 * @param known whether they could be read; if not, {@code incidents} is empty and says nothing
 * @param incidents newest first
 */
public record OpenIncidents(boolean known, List<Incident> incidents) {

    static final OpenIncidents UNKNOWN = new OpenIncidents(false, List.of());

    public OpenIncidents {
        incidents = List.copyOf(incidents);
    }

    /**
     * Those that concern a component: an alert names it in the label {@code component}, or in {@code service} if it has
     * no label that is nearer.
     */
    public List<Incident> concerning(String component) {
        Set<Named> names = Set.of(new Named("component", component), new Named("service", component));
        return incidents.stream().filter(incident -> incident.concerns(names)).toList();
    }
}
