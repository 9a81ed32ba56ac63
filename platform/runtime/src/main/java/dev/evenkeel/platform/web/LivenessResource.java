package dev.evenkeel.platform.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** The two questions as Prometheus and Alertmanager answer them, for probes and scripts written for those. */
@Path("/-")
@Produces(MediaType.TEXT_PLAIN)
public class LivenessResource {

    private static final String OK = "OK";

    private final SmallRyeHealthReporter health;

    LivenessResource(SmallRyeHealthReporter health) {
        this.health = health;
    }

    /** Answers as long as the program can answer at all; never depends on another system. */
    @GET
    @PermitAll
    @Path("/healthy")
    public Uni<String> healthy() {
        return Uni.createFrom().item(OK);
    }

    /** 503 while requests would fail; {@code /q/health/ready} says why. */
    @GET
    @PermitAll
    @Path("/ready")
    public Uni<RestResponse<String>> ready() {
        return health.getReadinessAsync().map(readiness -> {
            boolean up = HealthCheckResponse.Status.UP
                    .name()
                    .equals(readiness.getPayload().getString("status"));
            return up ? RestResponse.ok(OK) : RestResponse.status(RestResponse.Status.SERVICE_UNAVAILABLE, "Not ready");
        });
    }
}
