package dev.evenkeel.platform.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.security.identity.SecurityIdentity;

/** What a service might have. */
@Path("/test")
public class EndpointsForTests {

    private final SecurityIdentity identity;

    EndpointsForTests(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Somebody forgot to say who may call this. */
    @GET
    @Path("/unannotated")
    public String unannotated() {
        return "never seen";
    }

    @GET
    @Path("/viewer")
    @RolesAllowed(Roles.VIEWER)
    public String viewer() {
        return identity.getPrincipal().getName();
    }

    @POST
    @Path("/responder")
    @RolesAllowed(Roles.RESPONDER)
    public String responder() {
        return "done";
    }
}
