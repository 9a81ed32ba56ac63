package dev.evenkeel.alertrouter.incident;

import java.util.Optional;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** A part of an incident's page that another feature brings. Implementations are CDI beans. */
public interface IncidentPanel {

    /** Where it stands among the others; the smallest comes first. */
    int rank();

    /**
     * The panel; empty if there is nothing to show.
     *
     * @param mayChange whether to offer what responders may do
     */
    Uni<Optional<TemplateInstance>> of(Incident incident, boolean mayChange);
}
