package dev.evenkeel.health.status;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

import dev.evenkeel.health.monitoring.MonitoringService;

/** The one question of a load balancer or an uptime monitor, answered from memory. Open: it names states, not reasons. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private final MonitoringService monitoring;

    HealthResource(MonitoringService monitoring) {
        this.monitoring = monitoring;
    }

    /**
     * The answer.
     *
     * @param status {@code up}, {@code degraded} or {@code down}
     * @param components by name: {@code up}, {@code down} or {@code unknown}
     */
    public record Answer(String status, Map<String, String> components) {}

    @GET
    @PermitAll
    @Operation(summary = "Whether the system works, and each of its components")
    @APIResponse(responseCode = "200", description = "It works, though perhaps not all of it")
    @APIResponse(responseCode = "503", description = "A critical component is down")
    public RestResponse<Answer> health() {
        SystemHealth health = SystemHealth.of(monitoring.catalog(), monitoring.states());
        Map<String, String> components = new LinkedHashMap<>();
        health.components().forEach((name, state) -> components.put(name, state.code()));
        Answer answer = new Answer(health.status().name().toLowerCase(Locale.ROOT), components);
        boolean down = health.status() == SystemHealth.Status.DOWN;
        return ResponseBuilder.create(down ? Status.SERVICE_UNAVAILABLE : Status.OK, answer)
                .header("Cache-Control", "no-store")
                .build();
    }
}
