package dev.evenkeel.health.status;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.health.history.ChangeEntry;
import dev.evenkeel.health.history.ChangeStore;
import dev.evenkeel.platform.security.Roles;

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
    @Operation(summary = "Changes of state, newest first; the next page begins before the last id")
    public Uni<List<Change>> newest(
            @RestQuery String component,
            @RestQuery @DefaultValue("9223372036854775807") long before,
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit) {
        return changes.newest(component, before, limit)
                .map(entries -> entries.stream().map(Change::of).toList());
    }
}
