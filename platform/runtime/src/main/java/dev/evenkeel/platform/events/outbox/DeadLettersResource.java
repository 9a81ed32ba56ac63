package dev.evenkeel.platform.events.outbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;
import dev.evenkeel.platform.web.ProblemException;

/** Events that a subscriber would not take, for an operator to look at, send again or throw away. */
@Path("/api/v1/events/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "events")
public class DeadLettersResource {

    private final DeadLetterStore store;

    DeadLettersResource(DeadLetterStore store) {
        this.store = store;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Dead letters, newest first")
    public Uni<RestResponse<Page<DeadLetterView>>> list(
            @RestQuery Integer limit, @RestQuery String cursor, @Context UriInfo asked) {
        PageRequest request = PageRequest.of(limit, cursor);
        return store.page(request.afterNumber().orElse(Long.MAX_VALUE), request.fetch())
                .map(letters -> Page.of(request, letters, letter -> Cursor.after(Long.toString(letter.id())))
                        .answer(asked));
    }

    @POST
    @Path("/{id}/retry")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sends a dead letter again, as the next one of its subject")
    public Uni<Void> retry(String id) {
        return store.retry(number(id)).invoke(done -> requireFound(id, done)).replaceWithVoid();
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Throws a dead letter away")
    public Uni<Void> discard(String id) {
        return store.discard(number(id)).invoke(done -> requireFound(id, done)).replaceWithVoid();
    }

    private static void requireFound(String id, boolean found) {
        if (!found) {
            throw ProblemException.notFound("There is no dead letter " + id);
        }
    }

    private static long number(String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw ProblemException.invalid(
                "path:id", "is not a number in range", "a whole number from 1 to " + Long.MAX_VALUE);
    }
}
