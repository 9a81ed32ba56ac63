package dev.evenkeel.alertrouter.compatibility;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What was Alertmanager's API v1, which is gone since 0.27: its places answer 410 there, and so they do here, in its form and
 * to everybody, with a key or without. They are no operations of ours, and so not in our description of the API.
 */
@Path("/api/v1")
@NonBlocking
@Consumes(MediaType.WILDCARD)
public class RemovedV1Resource {

    private static final int GONE = 410;
    private static final String BODY = """
            {"status":"deprecated","error":"API v1 of Alertmanager is no longer there; ask the same of /api/v2"}
            """;

    @GET
    @Path("/status")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; see /api/v2/status")
    public Response status() {
        return gone();
    }

    @GET
    @Path("/receivers")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; see /api/v2/receivers")
    public Response receivers() {
        return gone();
    }

    @GET
    @Path("/alerts")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; see /api/v2/alerts")
    public Response alerts() {
        return gone();
    }

    @POST
    @Path("/alerts")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; post to /api/v2/alerts")
    public Response postAlerts() {
        return gone();
    }

    @GET
    @Path("/silences")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; see /api/v2/silences")
    public Response silences() {
        return gone();
    }

    @POST
    @Path("/silences")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; post to /api/v2/silences")
    public Response postSilence() {
        return gone();
    }

    @GET
    @Path("/silence/{id}")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; see /api/v2/silence/{id}")
    public Response silence() {
        return gone();
    }

    @DELETE
    @Path("/silence/{id}")
    @PermitAll
    @Operation(hidden = true, summary = "Gone; delete /api/v2/silence/{id}")
    public Response deleteSilence() {
        return gone();
    }

    private static Response gone() {
        return Response.status(GONE)
                .type(MediaType.APPLICATION_JSON)
                .entity(BODY)
                .build();
    }
}
