package dev.evenkeel.health.status;

import java.time.Instant;

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

import dev.evenkeel.health.history.ChangeEntry;
import dev.evenkeel.health.history.ChangeStore;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;

/** What changed, newest first: the first thing to read at 03:00. */
@Path("/api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
public class ChangesResource {

    private final ChangeStore changes;

    ChangesResource(ChangeStore changes) {
        this.changes = changes;
    }

    /** A change of state; see {@link ChangeEntry}. */
    public record Change(
            long id,
            String component,
            String from,
            String to,
            Instant since,
            Instant detectedAt,
            String reason,
            String cause) {

        static Change of(ChangeEntry entry) {
            return new Change(
                    entry.id(),
                    entry.component(),
                    entry.from().code(),
                    entry.to().code(),
                    entry.since(),
                    entry.detectedAt(),
                    entry.reason(),
                    entry.cause());
        }
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Changes of state, newest first; of one component if it is given")
    public Uni<RestResponse<Page<Change>>> newest(
            @RestQuery String component, @RestQuery Integer limit, @RestQuery String cursor, @Context UriInfo asked) {
        PageRequest request = PageRequest.of(limit, cursor);
        return changes.newest(component, request.afterNumber().orElse(Long.MAX_VALUE), request.fetch())
                .map(found -> Page.of(request, found, entry -> Cursor.after(Long.toString(entry.id())))
                        .map(Change::of)
                        .answer(asked));
    }
}
