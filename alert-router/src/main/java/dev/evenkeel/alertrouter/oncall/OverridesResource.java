package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

/** Overrides over REST: somebody else is on call for once. */
@Path("/api/v1/oncall/overrides")
@NonBlocking
public class OverridesResource {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration AHEAD = Duration.ofDays(90);

    private final OverrideService overrides;
    private final OncallService oncall;
    private final ActorSource actors;
    private final Clock clock;

    OverridesResource(OverrideService overrides, OncallService oncall, ActorSource actors, Clock clock) {
        this.overrides = overrides;
        this.oncall = oncall;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * An override as REST shows it.
     *
     * @param swap the swap that made it; absent for one that was made as it is
     * @param endedBy who ended it before its time; absent if nobody did
     */
    public record OverrideView(
            UUID id,
            String schedule,
            String person,
            Instant from,
            Instant to,
            String reason,
            UUID swap,
            String createdBy,
            Instant createdAt,
            String endedBy) {

        static OverrideView of(StoredOverride override) {
            return new OverrideView(
                    override.id(),
                    override.schedule(),
                    override.person(),
                    override.span().from(),
                    override.span().to(),
                    override.reason(),
                    override.swap().orElse(null),
                    override.createdBy(),
                    override.createdAt(),
                    override.endedBy().orElse(null));
        }
    }

    /**
     * An override to be made.
     *
     * @param person who takes over, by name
     * @param from not past; now if it is left out
     * @param reason may be left out
     */
    public record OverrideRequest(String schedule, String person, String from, String to, String reason) {}

    /** Those that hold at any time from now on for 90 days, or between two times. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<OverrideView>> list(@RestQuery String schedule, @RestQuery String from, @RestQuery String to) {
        Span span = OncallTimes.range(from, to, clock.instant(), AHEAD);
        List<String> schedules =
                schedule == null ? List.copyOf(oncall.directory().schedules().keySet()) : List.of(schedule);
        return overrides
                .during(schedules, span)
                .map(found -> found.stream().map(OverrideView::of).toList());
    }

    /** Puts somebody on call, in the name of the caller. */
    @POST
    @RolesAllowed(Roles.RESPONDER)
    @ResponseStatus(201)
    public Uni<OverrideView> create(OverrideRequest request) {
        Actor by = actors.current();
        Instant now = clock.instant();
        OncallDirectory directory = oncall.directory();
        String schedule = OncallNames.schedule("/schedule", request.schedule(), directory);
        String person = OncallNames.person("/person", request.person(), directory);
        Instant from = RequestTime.readOr("/from", request.from(), now);
        if (from.isBefore(now)) {
            throw ProblemException.invalid(
                    "/from",
                    "is past",
                    "a time from " + now + " on, or nothing for now: who was on call stays as it was");
        }
        Instant to = RequestTime.read("/to", request.to());
        Span span = OncallTimes.span("/to", from, to, LONGEST);
        String reason = OncallNames.reason("/reason", request.reason());
        return overrides.create(schedule, person, span, reason, by).map(OverrideView::of);
    }

    /** Ends one now, or undoes it if it has not begun. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.RESPONDER)
    public Uni<Void> end(@RestPath UUID id) {
        Actor by = actors.current();
        return overrides
                .find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no override " + id)))
                .flatMap(override -> overrides.end(override, by))
                .invoke(ended -> {
                    if (!ended) {
                        throw ProblemException.conflict("The override is over already");
                    }
                })
                .replaceWithVoid();
    }
}
