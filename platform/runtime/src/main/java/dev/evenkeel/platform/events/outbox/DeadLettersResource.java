package dev.evenkeel.platform.events.outbox;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.evenkeel.platform.events.outbox.DeadLetterView.PageView;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** Events that a subscriber would not take, for an operator to look at, send again or throw away. */
@Path("/api/v1/events/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "events")
public class DeadLettersResource {

    private static final int LARGEST_PAGE = 500;

    private final DeadLetterStore store;

    DeadLettersResource(DeadLetterStore store) {
        this.store = store;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Dead letters, newest first")
    public Uni<PageView> list(
            @QueryParam("before") @DefaultValue("9223372036854775807") String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        long from = number("query:before", before, 1, Long.MAX_VALUE);
        int most = (int) number("query:limit", limit, 1, LARGEST_PAGE);
        return store.page(from, most + 1)
                .map(letters -> letters.size() <= most
                        ? new PageView(letters, null)
                        : new PageView(
                                letters.subList(0, most), letters.get(most - 1).id()));
    }

    @POST
    @Path("/{id}/retry")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sends a dead letter again, as the next one of its subject")
    public Uni<Void> retry(String id) {
        return store.retry(number("path:id", id, 1, Long.MAX_VALUE))
                .invoke(done -> requireFound(id, done))
                .replaceWithVoid();
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Throws a dead letter away")
    public Uni<Void> discard(String id) {
        return store.discard(number("path:id", id, 1, Long.MAX_VALUE))
                .invoke(done -> requireFound(id, done))
                .replaceWithVoid();
    }

    private static void requireFound(String id, boolean found) {
        if (!found) {
            throw ProblemException.notFound("There is no dead letter " + id);
        }
    }

    private static long number(String where, String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw ProblemException.invalid(
                where, "is not a number in range", "a whole number from %d to %d".formatted(min, max));
    }
}
