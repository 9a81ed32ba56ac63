package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.compatibility.V2Response;
import dev.evenkeel.platform.security.Roles;

/** Shows one silence, or ends it, as Alertmanager does. */
@Path("/api/v2/silence/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class SilenceResource {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final SilenceService silences;
    private final ActorSource actors;
    private final Clock clock;

    SilenceResource(SilenceService silences, ActorSource actors, Clock clock) {
        this.silences = silences;
        this.actors = actors;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    public Uni<Response> show(@RestPath String id) {
        var now = clock.instant();
        return silences.find(parse(id))
                .map(found -> found.map(silence ->
                                Response.ok(SilenceJson.one(silence, now)).build())
                        .orElseGet(SilenceResource::notFound));
    }

    /** Ends it now; one that has ended is left as it is. */
    @DELETE
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    public Uni<Response> expire(@RestPath String id) {
        return silences.expire(parse(id), actors.current())
                .map(found -> found ? Response.ok().build() : notFound());
    }

    private static Response notFound() {
        return Response.status(404).build();
    }

    private static UUID parse(String id) {
        if (!ID.matcher(id).matches()) {
            throw V2Response.coded(422, 601, "silenceID in path must be of type uuid: \"" + id + "\"");
        }
        return UUID.fromString(id);
    }
}
