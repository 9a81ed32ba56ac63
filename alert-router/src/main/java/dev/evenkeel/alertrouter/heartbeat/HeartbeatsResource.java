package dev.evenkeel.alertrouter.heartbeat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.heartbeat.HeartbeatService.Heard;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** Heartbeats over REST: beats, how they stand, and definitions besides those of the file. */
@Path("/api/v1/heartbeats")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class HeartbeatsResource {

    private final HeartbeatService heartbeats;
    private final ActorSource actors;
    private final DefinitionReader reader;

    HeartbeatsResource(HeartbeatService heartbeats, ActorSource actors, MatcherSyntax syntax) {
        this.heartbeats = heartbeats;
        this.actors = actors;
        this.reader = new DefinitionReader(heartbeats, syntax);
    }

    /**
     * @param interval such as {@code 1d}
     * @param grace such as {@code 1h}; absent for none
     * @param matchers such as {@code alertname="Watchdog"}; an alert that fulfils them is a beat
     */
    public record Definition(
            String interval,
            String grace,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<String> matchers) {}

    /**
     * @param state {@code waiting}, {@code ok} or {@code missing}
     * @param source {@code file} or {@code rest}
     * @param expectedBy when a beat is missing if none comes until then
     */
    public record HeartbeatView(
            String name,
            String state,
            String source,
            String interval,
            String grace,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<String> matchers,
            Instant lastBeatAt,
            Instant expectedBy,
            Instant missingSince) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Heartbeats and how they stand")
    public Uni<List<HeartbeatView>> list() {
        return heartbeats
                .list()
                .map(all -> all.stream().map(HeartbeatsResource::view).toList());
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One heartbeat and how it stands")
    public Uni<HeartbeatView> get(String name) {
        return heartbeats
                .list()
                .map(all -> all.stream()
                        .filter(heard -> heard.heartbeat().name().equals(name))
                        .findFirst()
                        .map(HeartbeatsResource::view)
                        .orElseThrow(() -> missing(name)));
    }

    /** A beat; answered once it is stored. Only an ingest key is what beats itself: anybody else does so by hand. */
    @POST
    @Path("/{name}")
    @RolesAllowed({Roles.INGEST, Roles.RESPONDER})
    @Operation(summary = "A beat: whatever this is, it is alive")
    public Uni<Void> beat(String name) {
        Optional<Actor> byHand =
                actors.roles().contains(Roles.INGEST) ? Optional.empty() : Optional.of(actors.current());
        return heartbeats
                .beat(reader.name(name), byHand)
                .invoke(known -> {
                    if (!known) {
                        throw missing(name);
                    }
                })
                .replaceWithVoid();
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Define a heartbeat, or change one that was defined here")
    public Uni<HeartbeatView> define(String name, Definition definition) {
        Heartbeat heartbeat = reader.read(name, definition);
        return heartbeats.define(heartbeat, actors.current()).chain(() -> get(name));
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Wait for a heartbeat no longer")
    public Uni<Void> forget(String name) {
        return heartbeats
                .forget(reader.nameOutsideTheFile(name), actors.current())
                .invoke(was -> {
                    if (!was) {
                        throw missing(name);
                    }
                })
                .replaceWithVoid();
    }

    static ProblemException missing(String name) {
        return ProblemException.notFound("There is no heartbeat " + name);
    }

    private static HeartbeatView view(Heard heard) {
        Heartbeat heartbeat = heard.heartbeat();
        var status = heard.status();
        return new HeartbeatView(
                heartbeat.name(),
                status.map(HeartbeatStatus::state)
                        .orElse(Heartbeat.State.WAITING)
                        .id(),
                heard.inFile() ? "file" : "rest",
                PrometheusDuration.format(heartbeat.interval()),
                PrometheusDuration.format(heartbeat.grace()),
                heartbeat.labels(),
                heartbeat.annotations(),
                heartbeat.matchers().list().stream().map(Matcher::toString).toList(),
                status.flatMap(HeartbeatStatus::lastBeatAt).orElse(null),
                status.map(known -> heartbeat.missingAt(known.countedFrom())).orElse(null),
                status.flatMap(HeartbeatStatus::missingSince).orElse(null));
    }
}
