package dev.evenkeel.platform.web;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A drop-in contract with error bodies of its own. */
@Path("/contract/v2")
@PermitAll
public class ContractTestResource {

    @POST
    @Path("/things")
    public WebTestResource.Thing create(WebTestResource.Thing thing) {
        return thing;
    }

    @GET
    @Path("/secured")
    @RolesAllowed("admin")
    public String secured() {
        return "secret";
    }

    @Singleton
    public static class ContractErrors implements ErrorBodies {

        @Override
        public String path() {
            return "/contract/v2";
        }

        @Override
        public Body render(Problem problem) {
            return new Body(problem.status(), "text/x-contract", "contract says " + problem.status());
        }
    }
}
