package dev.evenkeel.platform.events.inbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.EventFormat;
import dev.evenkeel.platform.events.format.InvalidEventException;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Takes CloudEvents over HTTP, in the binary, structured or batched content mode. */
@Path("/api/v1/events")
@Tag(name = "events")
public class EventsResource {

    private final EventInbox inbox;
    private final Clock clock;

    EventsResource(EventInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.INGEST)
    @Operation(summary = "Takes one CloudEvent, or a batch of up to 1000 of which all or none are applied")
    @APIResponse(responseCode = "204", description = "Applied now, or applied earlier, or of no interest here")
    @APIResponse(responseCode = "400", description = "No CloudEvent; the problem lists every defect and its place")
    @APIResponse(responseCode = "422", description = "A CloudEvent whose data cannot be understood")
    public Uni<Void> receive(@Context HttpHeaders headers, byte[] body) {
        return inbox.receive(read(headers, body))
                .onFailure(RefusedEventException.class)
                .transform(refusal -> ProblemException.unprocessable(refusal.getMessage()));
    }

    private List<CloudEvent> read(HttpHeaders headers, byte[] body) {
        Map<String, String> values = new TreeMap<>();
        headers.getRequestHeaders().forEach((name, all) -> values.put(name, String.join(",", all)));
        try {
            return EventFormat.HTTP.read(values, body, clock.instant());
        } catch (InvalidEventException e) {
            throw ProblemException.badRequest(
                    "This is no CloudEvent that can be taken: " + e.getMessage(),
                    e.defects().stream()
                            .map(d -> new Problem.InvalidValue(d.where(), d.what(), d.allowed()))
                            .toList());
        }
    }
}
