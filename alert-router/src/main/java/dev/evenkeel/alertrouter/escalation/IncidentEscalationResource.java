package dev.evenkeel.alertrouter.escalation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.ManualEscalationService.Order;
import dev.evenkeel.alertrouter.escalation.ManualEscalationService.Outcome;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.incident.ChangedMeanwhileException;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentParameters;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.IncidentWorkResource;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** The escalation of an incident over REST. */
@Path("/api/v1/incidents/{id}")
@NonBlocking
public class IncidentEscalationResource {

    private static final int MOST_PAGES = 500;

    private final IncidentService incidents;
    private final EscalationStore escalations;
    private final PageStore pages;
    private final ManualEscalationService manual;
    private final LiveConfiguration<RouterConfig> configuration;
    private final ActorSource actors;

    IncidentEscalationResource(
            IncidentService incidents,
            EscalationStore escalations,
            PageStore pages,
            ManualEscalationService manual,
            LiveConfiguration<RouterConfig> configuration,
            ActorSource actors) {
        this.incidents = incidents;
        this.escalations = escalations;
        this.pages = pages;
        this.manual = manual;
        this.configuration = configuration;
        this.actors = actors;
    }

    /**
     * Whom to escalate to; the next level of the incident's policy if nothing is said.
     *
     * @param policy by name
     * @param level by name, of the policy
     * @param version of the incident that was seen; absent, as the next, if it does not matter
     * @param step that was next, as its escalation shows it
     */
    public record EscalateRequest(String policy, String level, Integer version, Integer step) {

        private static final EscalateRequest BARE = new EscalateRequest(null, null, null, null);

        private Order order(String ifMatch) {
            return new Order(
                    Optional.ofNullable(policy),
                    Optional.ofNullable(level),
                    IncidentParameters.version(version, ifMatch),
                    Optional.ofNullable(step));
        }
    }

    /** How far the escalation of an incident has come, and whom it told; 404 if no policy is for it. */
    @GET
    @Path("/escalation")
    @RolesAllowed(Roles.VIEWER)
    public Uni<EscalationView> get(@RestPath UUID id) {
        return escalations
                .find(id)
                .map(found -> found.orElseThrow(
                        () -> ProblemException.notFound("There is no escalation of an incident " + id)))
                .flatMap(this::view);
    }

    /**
     * Tells the next level, or the one that is named, now; a body may be left out. Who names the version or the step that they
     * have seen is refused with 409 if it is another by now.
     */
    @POST
    @Path("/escalate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESPONDER)
    public Uni<EscalationView> escalate(
            @RestPath UUID id, @HeaderParam("If-Match") String ifMatch, @Nullable EscalateRequest request) {
        Actor by = actors.current();
        Order order = Objects.requireNonNullElse(request, EscalateRequest.BARE).order(ifMatch);
        return existing(id)
                .flatMap(incident -> manual.escalate(incident, order, by))
                .onFailure(ChangedMeanwhileException.class)
                .transform(changed -> IncidentWorkResource.conflict(changed, changed.incident()))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Done(Escalation escalation) -> view(escalation);
                    case Outcome.Impossible(String why) -> throw ProblemException.conflict(why);
                });
    }

    private Uni<EscalationView> view(Escalation escalation) {
        EscalationRules rules = configuration.current().feature(EscalationRules.class);
        return pages.of(escalation.incidentId(), MOST_PAGES)
                .map(found -> EscalationView.of(escalation, rules.policy(escalation.policy()), List.copyOf(found)));
    }

    private Uni<Incident> existing(UUID id) {
        return incidents
                .find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no incident " + id)));
    }
}
