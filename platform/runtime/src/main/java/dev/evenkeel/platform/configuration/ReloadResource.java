package dev.evenkeel.platform.configuration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.platform.security.Roles;

/** Reloading on request, at the address at which Prometheus and Alertmanager have it. */
@Path("/-/reload")
@Blocking // Reads files.
public class ReloadResource {

    private final ConfigurationService configuration;

    ReloadResource(ConfigurationService configuration) {
        this.configuration = configuration;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Read the configuration files again")
    @APIResponse(responseCode = "200", description = "They are in force")
    @APIResponse(responseCode = "400", description = "Something is wrong with them; what was in force stays")
    public RestResponse<Void> reload() {
        ConfigStatus status = configuration.reload();
        if (!status.successful()) {
            throw ConfigurationResource.notReloaded(status).asException();
        }
        return RestResponse.ok();
    }
}
