package dev.evenkeel.alertrouter.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/**
 * What responders do with incidents over REST, each in the name of the caller. Who names the version that they have seen,
 * in the body (in the query, where there is no body) or as {@code If-Match}, is refused with 409 and the present {@code version} if it is another by now.
 */
@Path("/api/v1/incidents/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.RESPONDER)
@NonBlocking
public class IncidentWorkResource {

    private final IncidentWorkService work;
    private final ActorSource actors;
    private final Clock clock;

    IncidentWorkResource(IncidentWorkService work, ActorSource actors, Clock clock) {
        this.work = work;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * @param version that was seen; absent here and below if it does not matter
     * @param to who is to work on it, by whatever name
     */
    public record Assignment(Integer version, String to) {}

    /**
     * @param until when it is to end; or else
     * @param duration how long it is to last, such as {@code 2h}
     */
    public record SnoozeOrder(
            Integer version,
            Instant until,
            @JsonProperty("for") String duration) {}

    /** @param text for whoever works on it after us */
    public record NoteText(String text) {}

    /** @param why may be absent, and so may be all of it */
    public record Reason(Integer version, String why) {

        private static final Reason NONE = new Reason(null, null);
    }

    /** @param incidents ids of those that become part of this one */
    public record MergeOrder(Integer version, List<String> incidents) {}

    /**
     * @param alerts fingerprints of those that become an incident of their own
     * @param title of that; absent for the headline of its first alert
     */
    public record SplitOrder(Integer version, List<String> alerts, String title) {}

    /**
     * @param incident what stays of it
     * @param split what was taken out
     */
    public record SplitResult(IncidentView incident, IncidentView split) {}

    @POST
    @Path("/acknowledge")
    @Operation(summary = "Take an incident on")
    public Uni<RestResponse<IncidentView>> acknowledge(
            String id, @HeaderParam("If-Match") String ifMatch, @RestQuery Integer version) {
        return act(id, new IncidentAction.Acknowledge(), version, ifMatch);
    }

    @POST
    @Path("/unacknowledge")
    @Operation(summary = "Give an incident back: it is open again")
    public Uni<RestResponse<IncidentView>> unacknowledge(
            String id, @HeaderParam("If-Match") String ifMatch, @RestQuery Integer version) {
        return act(id, new IncidentAction.Unacknowledge(), version, ifMatch);
    }

    @POST
    @Path("/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say who is to work on an incident")
    public Uni<RestResponse<IncidentView>> assign(
            String id, @HeaderParam("If-Match") String ifMatch, Assignment assignment) {
        String whom = IncidentParameters.requiredText("/to", assignment.to()).strip();
        return act(id, new IncidentAction.Assign(Optional.of(whom)), assignment.version(), ifMatch);
    }

    @POST
    @Path("/unassign")
    @Operation(summary = "Say that nobody in particular is to work on an incident")
    public Uni<RestResponse<IncidentView>> unassign(
            String id, @HeaderParam("If-Match") String ifMatch, @RestQuery Integer version) {
        return act(id, new IncidentAction.Assign(Optional.empty()), version, ifMatch);
    }

    @POST
    @Path("/snooze")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Put an incident off; when the time is over it is open again")
    public Uni<RestResponse<IncidentView>> snooze(
            String id, @HeaderParam("If-Match") String ifMatch, SnoozeOrder order) {
        Instant end = IncidentParameters.snoozeEnd(order.until(), order.duration(), clock.instant());
        return act(id, new IncidentAction.Snooze(end), order.version(), ifMatch);
    }

    @POST
    @Path("/wake")
    @Operation(summary = "End a snooze before its time")
    public Uni<RestResponse<IncidentView>> wake(
            String id, @HeaderParam("If-Match") String ifMatch, @RestQuery Integer version) {
        return act(id, new IncidentAction.Wake(), version, ifMatch);
    }

    @POST
    @Path("/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Leave a note in the timeline")
    public Uni<RestResponse<IncidentView>> note(String id, NoteText note) {
        return act(id, new IncidentAction.Note(IncidentParameters.requiredText("/text", note.text())), null, null);
    }

    @POST
    @Path("/resolve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Close an incident, whether or not its alerts still fire")
    public Uni<RestResponse<IncidentView>> resolve(
            String id, @HeaderParam("If-Match") String ifMatch, @Nullable Reason reason) {
        Reason given = Objects.requireNonNullElse(reason, Reason.NONE);
        return act(id, new IncidentAction.Resolve(why(given)), given.version(), ifMatch);
    }

    @POST
    @Path("/reopen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Work on a resolved incident again")
    public Uni<RestResponse<IncidentView>> reopen(
            String id, @HeaderParam("If-Match") String ifMatch, @Nullable Reason reason) {
        Reason given = Objects.requireNonNullElse(reason, Reason.NONE);
        return act(id, new IncidentAction.Reopen(why(given)), given.version(), ifMatch);
    }

    private static String why(Reason reason) {
        return IncidentParameters.text("/why", reason.why()).orElse("");
    }

    @POST
    @Path("/merge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make other incidents part of this one")
    public Uni<RestResponse<IncidentView>> merge(String id, @HeaderParam("If-Match") String ifMatch, MergeOrder order) {
        if (order.incidents() == null
                || order.incidents().isEmpty()
                || order.incidents().size() > 100) {
            throw ProblemException.invalid("/incidents", "is missing, empty or too long", "1 to 100 ids of incidents");
        }
        var others = order.incidents().stream()
                .map(other -> IncidentParameters.id("/incidents", other))
                .collect(Collectors.toSet());
        return act(id, new IncidentAction.Merge(others), order.version(), ifMatch);
    }

    @POST
    @Path("/split")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make some of its alerts an incident of their own")
    public Uni<SplitResult> split(String id, @HeaderParam("If-Match") String ifMatch, SplitOrder order) {
        if (order.alerts() == null || order.alerts().isEmpty() || order.alerts().contains(null)) {
            throw ProblemException.invalid("/alerts", "is missing or empty", "fingerprints of alerts of the incident");
        }
        var action = new IncidentAction.Split(
                IncidentParameters.fingerprints("/alerts", order.alerts()),
                IncidentParameters.text("/title", order.title()).filter(title -> !title.isBlank()));
        return done(id, action, order.version(), ifMatch)
                .map(both -> new SplitResult(IncidentView.of(both.getFirst()), IncidentView.of(both.getLast())));
    }

    private Uni<RestResponse<IncidentView>> act(String id, IncidentAction action, Integer version, String ifMatch) {
        return done(id, action, version, ifMatch).map(incidents -> IncidentView.answer(incidents.getFirst()));
    }

    private Uni<List<Incident>> done(String id, IncidentAction action, Integer version, String ifMatch) {
        return work.act(
                        IncidentParameters.id("path:id", id),
                        action,
                        IncidentParameters.version(version, ifMatch),
                        actors.current())
                .onFailure(ChangedMeanwhileException.class)
                .transform(failure -> conflict(failure, failure.incident()))
                .onFailure(RefusedActionException.class)
                .transform(failure -> conflict(failure, failure.incident()))
                .invoke(incidents -> {
                    if (incidents.isEmpty()) {
                        throw ProblemException.notFound("There is no incident " + id);
                    }
                });
    }

    /** Says how the incident stands, for whoever wants to try again. */
    public static ProblemException conflict(Throwable why, Incident incident) {
        return new ProblemException(
                Problem.conflict(why.getMessage())
                        .with("version", incident.version())
                        .with("incidentStatus", incident.status().id()),
                why);
    }
}
