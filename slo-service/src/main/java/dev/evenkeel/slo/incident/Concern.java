package dev.evenkeel.slo.incident;

import java.util.Set;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.incidents.Incident.Named;
import dev.evenkeel.slo.objective.Slo;

/** Which incidents concern which objectives. */
public final class Concern {

    private Concern() {}

    /**
     * Whether an incident concerns an objective: an alert names it in the label {@code slo}, by itself or with a policy
     * behind a slash, or it names the service that made the promise in {@code component} or {@code service}.
     */
    public static boolean concerns(Incident incident, Slo slo) {
        return incident.concerns(Set.of(
                        new Named("slo", slo.name()),
                        new Named("component", slo.service()),
                        new Named("service", slo.service())))
                || incident.about().stream()
                        .anyMatch(named ->
                                named.label().equals("slo") && named.value().startsWith(slo.name() + "/"));
    }
}
