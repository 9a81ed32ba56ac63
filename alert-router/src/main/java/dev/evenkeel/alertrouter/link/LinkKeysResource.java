package dev.evenkeel.alertrouter.link;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.platform.security.Roles;

/** The key that signs links, for when one of them has gone where it should not. */
@Path("/api/v1/link-keys")
public class LinkKeysResource {

    private final LinkKeyService keys;
    private final ActorSource actors;

    LinkKeysResource(LinkKeyService keys, ActorSource actors) {
        this.keys = keys;
        this.actors = actors;
    }

    @POST
    @Path("/replace")
    @RolesAllowed(Roles.ADMIN)
    @NonBlocking
    @Operation(summary = "Make every link that was sent so far worthless, by another key")
    public Uni<Void> replace() {
        return keys.replaceAll(actors.current());
    }
}
