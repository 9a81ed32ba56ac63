package dev.evenkeel.health.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.incidents.Incident.Status;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** The incidents that the alert-router told of. Whoever wants to work on one does so at the alert-router. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public class IncidentsResource {

    private final IncidentService incidents;

    IncidentsResource(IncidentService incidents) {
        this.incidents = incidents;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Incidents, newest first; of one status if it is given")
    public Uni<RestResponse<Page<IncidentView>>> list(
            @RestQuery String status, @RestQuery Integer limit, @RestQuery String cursor, @Context UriInfo asked) {
        PageRequest request = PageRequest.of(limit, cursor);
        Optional<Status> wanted = Optional.ofNullable(status).map(IncidentsResource::status);
        return incidents
                .list(wanted, request.after().map(IncidentsResource::id), request.fetch())
                .map(found -> Page.of(request, found, IncidentsResource::cursor)
                        .map(IncidentView::of)
                        .answer(asked));
    }

    private static Cursor cursor(Incident incident) {
        return Cursor.after(incident.id().toString());
    }

    private static UUID id(Cursor cursor) {
        try {
            return UUID.fromString(cursor.key().getFirst());
        } catch (IllegalArgumentException foreign) {
            throw new ProblemException(
                    Problem.invalid("query:cursor", "this is not a cursor of this list", "the 'next' of a page"),
                    foreign);
        }
    }

    private static Status status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "query:status", "is '" + text + "'", "open, acknowledged or resolved"));
    }
}
