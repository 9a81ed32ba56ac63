package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.compatibility.V2Parameters;
import dev.evenkeel.alertrouter.compatibility.V2Response;
import dev.evenkeel.alertrouter.matching.InvalidMatcherException;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.security.Roles;

/** Lists silences, makes new ones and changes those that there are, as Alertmanager does. */
@Path("/api/v2/silences")
@Produces(MediaType.APPLICATION_JSON)
public class SilencesResource {

    private final SilenceService silences;
    private final ActorSource actors;
    private final MatcherSyntax syntax;
    private final Clock clock;

    SilencesResource(SilenceService silences, ActorSource actors, MatcherSyntax syntax, Clock clock) {
        this.silences = silences;
        this.actors = actors;
        this.syntax = syntax;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    public Uni<String> list(
            @RestQuery List<String> filter,
            @RestQuery String active,
            @RestQuery String pending,
            @RestQuery String expired) {
        var now = clock.instant();
        Set<Silence.State> wanted = EnumSet.noneOf(Silence.State.class);
        addIf(V2Parameters.isOn(active), Silence.State.ACTIVE, wanted);
        addIf(V2Parameters.isOn(pending), Silence.State.PENDING, wanted);
        addIf(V2Parameters.isOn(expired), Silence.State.EXPIRED, wanted);
        return silences.list(parse(filter), now)
                .map(found -> found.stream()
                        .filter(silence -> wanted.contains(silence.stateAt(now)))
                        .toList())
                .map(found -> SilenceJson.list(found, now));
    }

    private static void addIf(boolean asked, Silence.State state, Set<Silence.State> wanted) {
        if (asked) {
            wanted.add(state);
        }
    }

    private List<Matcher> parse(List<String> filter) {
        try {
            return LabelFilter.parse(filter == null ? List.of() : filter, syntax)
                    .matchers();
        } catch (InvalidMatcherException e) {
            throw V2Response.text(400, e.getMessage());
        }
    }

    /** Answers 200 once the silence is stored durably; from then on nobody is told what it is about. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    public Uni<String> post(@HeaderParam("Content-Type") String contentType, byte[] body) {
        V2Parameters.requireJson(contentType);
        var author = new SilenceAuthor(actors.current(), actors.roles());
        return silences.propose(PostedSilenceJson.read(body), author)
                .onFailure(InvalidSilenceException.class)
                .transform(refused -> V2Response.text(400, refused.getMessage()))
                .map(id -> SilenceJson.posted(id.orElseThrow(() -> V2Response.text(404, "silence not found"))));
    }
}
