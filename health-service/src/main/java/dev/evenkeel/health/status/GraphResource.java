package dev.evenkeel.health.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.health.catalog.Component;
import dev.evenkeel.health.monitoring.MonitoringService;
import dev.evenkeel.platform.security.Roles;

/** Who depends on whom: what the alert-router correlates by, and what a page can draw. */
@Path("/api/v1/graph")
@Produces(MediaType.APPLICATION_JSON)
public class GraphResource {

    private final MonitoringService monitoring;

    GraphResource(MonitoringService monitoring) {
        this.monitoring = monitoring;
    }

    /**
     * @param state {@code up}, {@code down} or {@code unknown}
     * @param replicaOf what it is an instance of; absent if it is not
     */
    public record Node(String id, String criticality, String owner, String state, String replicaOf) {}

    /**
     * An arrow from the one that needs to the one that is needed.
     *
     * @param strength {@code hard} or {@code soft}
     */
    public record Edge(String source, String target, String strength) {}

    /** The whole graph, in the order of the catalog. */
    public record Graph(List<Node> nodes, List<Edge> edges) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "The dependency graph: nodes, edges, criticality")
    public Graph graph() {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (Component component : monitoring.catalog().components()) {
            nodes.add(new Node(
                    component.name(),
                    component.criticality().name().toLowerCase(Locale.ROOT),
                    component.owner(),
                    monitoring.stateOf(component).state().state().code(),
                    component.replicaOf().orElse(null)));
            component
                    .dependsOn()
                    .forEach(dependency -> edges.add(new Edge(
                            component.name(),
                            dependency.component(),
                            dependency.strength().name().toLowerCase(Locale.ROOT))));
        }
        return new Graph(nodes, edges);
    }
}
