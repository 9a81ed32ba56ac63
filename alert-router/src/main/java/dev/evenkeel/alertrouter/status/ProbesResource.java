package dev.evenkeel.alertrouter.status;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;

/** Alertmanager's own probes. Both say that we answer at all; whether we can store is what {@code /q/health/ready} says. */
@Path("/-")
@Produces(MediaType.TEXT_PLAIN)
@PermitAll
@NonBlocking
public class ProbesResource {

    @GET
    @Path("/healthy")
    public String healthy() {
        return "OK";
    }

    @GET
    @Path("/ready")
    public String ready() {
        return "OK";
    }
}
