package dev.evenkeel.health.status;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.graph.Diagnosis;
import dev.evenkeel.health.incident.IncidentService;
import dev.evenkeel.health.incident.OpenIncidents;
import dev.evenkeel.health.monitoring.MonitoringService;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** The components with their states, for people and programs that may read more than {@code GET /health} tells. */
@Path("/api/v1/components")
@Produces(MediaType.APPLICATION_JSON)
public class ComponentsResource {

    private final MonitoringService monitoring;
    private final IncidentService incidents;

    ComponentsResource(MonitoringService monitoring, IncidentService incidents) {
        this.monitoring = monitoring;
        this.incidents = incidents;
    }

    /**
     * All components.
     *
     * @param roots the components whose outage nothing else explains, the oldest outage first
     */
    public record Answer(List<String> roots, List<ComponentView> components) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All components, and the roots of what is down")
    public Uni<Answer> all() {
        return incidents.open().map(open -> {
            Diagnosis diagnosis = monitoring.diagnosis();
            return new Answer(
                    diagnosis.roots(),
                    monitoring.catalog().components().stream()
                            .map(component -> view(component, diagnosis, open))
                            .toList());
        });
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One component")
    public Uni<ComponentView> one(String name) {
        return incidents
                .open()
                .map(open -> monitoring
                        .catalog()
                        .find(name)
                        .map(component -> view(component, monitoring.diagnosis(), open))
                        .orElseThrow(() -> ProblemException.notFound("There is no component '" + name + "'")));
    }

    private ComponentView view(Component component, Diagnosis diagnosis, OpenIncidents open) {
        return ComponentView.of(component, monitoring.stateOf(component), diagnosis, open);
    }
}
