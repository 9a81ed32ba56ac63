package dev.evenkeel.alertrouter.oncall.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.OncallService;
import dev.evenkeel.alertrouter.oncall.calendar.Feed.About;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.ProblemType;

/** Making and revoking addresses of calendars; and the calendars for those who can send a header. */
@Path("/api/v1/oncall")
@NonBlocking
public class FeedsResource {

    private static final int MOST = 1000;

    private final CalendarService calendars;
    private final OncallService oncall;
    private final ActorSource actors;
    private final String externalUrl;

    FeedsResource(
            CalendarService calendars,
            OncallService oncall,
            ActorSource actors,
            @ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl) {
        this.calendars = calendars;
        this.oncall = oncall;
        this.actors = actors;
        this.externalUrl = externalUrl;
    }

    /** Which calendar is wanted: that of a schedule, or that of a person. */
    public record FeedRequest(String schedule, String person) {}

    /**
     * A calendar that can be subscribed to.
     *
     * @param url its address, told only when it is made: absent later
     * @param revokedAt absent while it can be read
     */
    public record FeedView(
            UUID id,
            String schedule,
            String person,
            String createdBy,
            Instant createdAt,
            Instant revokedAt,
            String url) {

        static FeedView of(Feed feed, String url) {
            return new FeedView(
                    feed.id(),
                    feed.about() instanceof About.OfSchedule(String name) ? name : null,
                    feed.about() instanceof About.OfPerson(String name) ? name : null,
                    feed.createdBy(),
                    feed.createdAt(),
                    feed.revokedAt().orElse(null),
                    url);
        }
    }

    /** The newest 1000, newest first. */
    @GET
    @Path("/feeds")
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<FeedView>> list() {
        return calendars
                .list(MOST)
                .map(feeds ->
                        feeds.stream().map(feed -> FeedView.of(feed, null)).toList());
    }

    /** Whoever is told the address can read the calendar until it is revoked. */
    @POST
    @Path("/feeds")
    @RolesAllowed(Roles.VIEWER)
    @ResponseStatus(201)
    public Uni<FeedView> make(FeedRequest request) {
        if ((request.schedule() == null) == (request.person() == null)) {
            throw ProblemException.invalid("/schedule", "and person are both there or both missing", "one of them");
        }
        About about = request.schedule() == null
                ? new About.OfPerson(existingPerson(request.person()))
                : new About.OfSchedule(existingSchedule(request.schedule()));
        return calendars
                .make(about, actors.current())
                .map(made -> FeedView.of(
                        made.feed(), externalUrl.replaceAll("/+$", "") + "/calendar/" + made.token() + ".ics"));
    }

    /** By who made it, or by an operator. */
    @DELETE
    @Path("/feeds/{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Void> revoke(@RestPath UUID id, @Context SecurityContext caller) {
        var by = actors.current();
        return calendars
                .find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no calendar " + id)))
                .invoke(feed -> {
                    if (!caller.isUserInRole(Roles.OPERATOR)
                            && !feed.createdBy().equals(by.name())) {
                        throw Problem.of(
                                        ProblemType.FORBIDDEN,
                                        "Only " + feed.createdBy() + " or an operator may do this")
                                .asException();
                    }
                })
                .flatMap(feed -> calendars.revoke(id, by))
                .invoke(revoked -> {
                    if (!revoked) {
                        throw ProblemException.conflict("The calendar is revoked already");
                    }
                })
                .replaceWithVoid();
    }

    @GET
    @Path("/schedules/{name}/calendar.ics")
    @RolesAllowed(Roles.VIEWER)
    public Uni<RestResponse<String>> ofSchedule(@RestPath String name) {
        if (oncall.schedule(name).isEmpty()) {
            throw ProblemException.notFound("There is no schedule " + name);
        }
        return calendars.write(new About.OfSchedule(name)).map(CalendarResource::answer);
    }

    @GET
    @Path("/people/{name}/calendar.ics")
    @RolesAllowed(Roles.VIEWER)
    public Uni<RestResponse<String>> ofPerson(@RestPath String name) {
        if (!oncall.directory().people().containsKey(name)) {
            throw ProblemException.notFound("There is no person " + name);
        }
        return calendars.write(new About.OfPerson(name)).map(CalendarResource::answer);
    }

    private String existingPerson(String name) {
        OncallDirectory directory = oncall.directory();
        if (!directory.people().containsKey(name)) {
            throw ProblemException.invalid("/person", "is '" + name + "'", "the name of a person of oncall.yaml");
        }
        return name;
    }

    private String existingSchedule(String name) {
        if (oncall.schedule(name).isEmpty()) {
            throw ProblemException.invalid("/schedule", "is '" + name + "'", "the name of a schedule of oncall.yaml");
        }
        return name;
    }
}
