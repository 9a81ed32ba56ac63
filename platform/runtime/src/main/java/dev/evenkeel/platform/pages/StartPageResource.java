package dev.evenkeel.platform.pages;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.platform.security.Roles;

/** The start page of the service. */
@Path("/")
public class StartPageResource {

    private final StartPage startPage;

    StartPageResource(StartPage startPage) {
        this.startPage = startPage;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<TemplateInstance> start() {
        return startPage.render();
    }
}
