package dev.evenkeel.alertrouter.incident;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Incidents over REST. */
@Path("/api/v1/incidents")
public class IncidentsResource {

    private static final int LARGEST_PAGE = 500;

    private final IncidentService incidents;

    IncidentsResource(IncidentService incidents) {
        this.incidents = incidents;
    }

    /** Newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<IncidentView.Page> list(
            @RestQuery String status, @RestQuery String after, @RestQuery @DefaultValue("50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ProblemException.invalid("query:limit", "is " + limit, "1 to " + LARGEST_PAGE);
        }
        Optional<Status> wanted = Optional.ofNullable(status).map(IncidentsResource::readStatus);
        Uni<Optional<Incident>> last =
                after == null ? Uni.createFrom().item(Optional.empty()) : incidents.find(readId("query:after", after));
        return last.flatMap(before -> incidents.list(wanted, before, limit + 1)).map(found -> page(found, limit));
    }

    private static IncidentView.Page page(List<Incident> found, int limit) {
        List<Incident> shown = found.subList(0, Math.min(limit, found.size()));
        UUID next = found.size() > limit ? shown.getLast().id() : null;
        return new IncidentView.Page(shown.stream().map(IncidentView::of).toList(), next);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<IncidentView> get(String id) {
        return existing(id).map(IncidentView::of);
    }

    /** What happened and who did what, oldest first. */
    @GET
    @Path("/{id}/timeline")
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<TimelineEntry>> timeline(String id) {
        return existing(id).flatMap(incident -> incidents.timeline(incident.id()));
    }

    /** Takes an incident on, in the name of the caller. */
    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed(Roles.RESPONDER)
    public Uni<IncidentView> acknowledge(String id, @Context SecurityContext caller) {
        String by = caller.getUserPrincipal().getName();
        return existing(id)
                .flatMap(incident -> incidents.acknowledge(incident.id(), by))
                .map(acknowledged -> acknowledged
                        .map(IncidentView::of)
                        .orElseThrow(() -> ProblemException.conflict(
                                "The incident is not open: somebody took it on, or it is over")));
    }

    private Uni<Incident> existing(String id) {
        return incidents
                .find(readId("path:id", id))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no incident " + id)));
    }

    private static Status readStatus(String text) {
        for (Status status : Status.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
                return status;
            }
        }
        throw ProblemException.invalid("query:status", "is '" + text + "'", "open, acknowledged or resolved");
    }

    private static UUID readId(String where, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Problem.invalid(where, "is '" + text + "'", "the id of an incident"), notAnId);
        }
    }
}
