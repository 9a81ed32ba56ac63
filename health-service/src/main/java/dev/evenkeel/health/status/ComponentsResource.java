package dev.evenkeel.health.status;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.graph.Diagnosis;
import dev.evenkeel.health.monitoring.MonitoringService;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** The components with their states, for people and programs that may read more than {@code GET /health} tells. */
@Path("/api/v1/components")
@Produces(MediaType.APPLICATION_JSON)
public class ComponentsResource {

    private final MonitoringService monitoring;

    ComponentsResource(MonitoringService monitoring) {
        this.monitoring = monitoring;
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
    public Answer all() {
        Diagnosis diagnosis = monitoring.diagnosis();
        return new Answer(
                diagnosis.roots(),
                monitoring.catalog().components().stream()
                        .map(component -> view(component, diagnosis))
                        .toList());
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One component")
    public ComponentView one(String name) {
        return monitoring
                .catalog()
                .find(name)
                .map(component -> view(component, monitoring.diagnosis()))
                .orElseThrow(() -> ProblemException.notFound("There is no component '" + name + "'"));
    }

    private ComponentView view(Component component, Diagnosis diagnosis) {
        return ComponentView.of(component, monitoring.stateOf(component), diagnosis);
    }
}
