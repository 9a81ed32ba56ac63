package dev.evenkeel.alertrouter.escalation;

import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.escalation.ManualEscalationService.Order;
import dev.evenkeel.alertrouter.escalation.ManualEscalationService.Outcome;
import dev.evenkeel.alertrouter.incident.ChangedMeanwhileException;
import dev.evenkeel.alertrouter.incident.IncidentParameters;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.IncidentsPage;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** The form on an incident's page that has the next level told now, or the one that was chosen. */
@Path("/incidents/{id}/escalate")
@Produces(MediaType.TEXT_HTML)
public class EscalatePage {

    private final IncidentService incidents;
    private final IncidentsPage page;
    private final ManualEscalationService manual;
    private final ActorSource actors;

    EscalatePage(IncidentService incidents, IncidentsPage page, ManualEscalationService manual, ActorSource actors) {
        this.incidents = incidents;
        this.page = page;
        this.manual = manual;
        this.actors = actors;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> escalate(
            @RestPath UUID id, @RestForm String level, @RestForm String version, @RestForm String step) {
        Actor by = actors.current();
        var order = new Order(
                Optional.empty(),
                Optional.of(PageForms.written(level)).filter(name -> !name.isEmpty()),
                IncidentParameters.number("/version", version),
                IncidentParameters.number("/step", step));
        return incidents
                .find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no incident " + id)))
                .flatMap(incident -> manual.escalate(incident, order, by))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Done _ -> Uni.createFrom().item(PageForms.seeOther("/incidents/" + id));
                    case Outcome.Impossible(String why) -> again(id, why);
                })
                .onFailure(ChangedMeanwhileException.class)
                .recoverWithUni(changed -> again(id, changed.getMessage()));
    }

    private Uni<Response> again(UUID id, String problem) {
        return page.again(id.toString(), problem, Response.Status.CONFLICT.getStatusCode());
    }
}
