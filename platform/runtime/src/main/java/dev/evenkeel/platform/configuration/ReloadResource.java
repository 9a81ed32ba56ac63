package dev.evenkeel.platform.configuration;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ErrorBodies;

/** Reloading on request, at the address at which Prometheus and Alertmanager have it. */
@Path("/-/reload")
@Blocking // Reads files.
public class ReloadResource {

    private final ConfigurationService configuration;
    private final List<RefusedReload> contracts;

    ReloadResource(ConfigurationService configuration, @All List<RefusedReload> contracts) {
        this.configuration = configuration;
        this.contracts = contracts;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Read the configuration files again")
    @APIResponse(responseCode = "200", description = "They are in force")
    @APIResponse(responseCode = "400", description = "Something is wrong with them; what was in force stays")
    public Response reload() {
        ConfigStatus status = configuration.reload();
        if (status.successful()) {
            return Response.ok().build();
        }
        return contracts.stream()
                .findFirst()
                .map(contract -> answer(contract.render(status.problems())))
                .orElseThrow(() -> ConfigurationResource.notReloaded(status).asException());
    }

    private static Response answer(ErrorBodies.Body body) {
        return Response.status(body.status())
                .type(body.contentType())
                .entity(body.text())
                .build();
    }
}
