package dev.evenkeel.slo.status;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.slo.burn.EvaluationService;

/** How much is left of each error budget, and how fast it burns. */
@Path("/api/v1/slos")
@Produces(MediaType.APPLICATION_JSON)
public class SlosResource {

    private final EvaluationService evaluation;

    SlosResource(EvaluationService evaluation) {
        this.evaluation = evaluation;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All objectives, as they stood at the last look")
    public List<SloView> all() {
        return evaluation.standings().stream().map(SloView::of).toList();
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One objective, as it stood at the last look")
    public SloView one(String name) {
        return evaluation.standings().stream()
                .filter(standing -> standing.slo().name().equals(name))
                .map(SloView::of)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no SLO '" + name + "'"));
    }
}
