package dev.evenkeel.alertrouter.maintenance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.RequestText;

/** Maintenance windows over REST. */
@Path("/api/v1/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class MaintenanceResource {

    private static final int SHOWN_OCCURRENCES = 5;

    private final MaintenanceService windows;
    private final ActorSource actors;
    private final WindowReader reader;
    private final Clock clock;

    MaintenanceResource(MaintenanceService windows, ActorSource actors, MatcherSyntax syntax, Clock clock) {
        this.windows = windows;
        this.actors = actors;
        this.reader = new WindowReader(syntax, clock);
        this.clock = clock;
    }

    /**
     * A window as it is asked for.
     *
     * @param matchers such as {@code env="staging"}, all of which must hold
     * @param start by the clock of the time zone, such as {@code 2026-11-22T02:00:00}
     * @param timezone such as {@code Europe/Berlin}
     * @param rrule such as {@code FREQ=WEEKLY;BYDAY=SU}; absent for once
     * @param exdates starts that do not take place, written as {@code start} is; absent for none
     * @param duration such as {@code 2h}
     * @param version that was seen, to change it; absent if it does not matter
     */
    public record WindowRequest(
            String name,
            List<String> matchers,
            String start,
            String timezone,
            String rrule,
            List<String> exdates,
            String duration,
            String comment,
            Integer version) {}

    /** One of the times; its end does not belong to it. */
    public record OccurrenceView(Instant from, Instant to) {}

    /**
     * A window as it is kept.
     *
     * @param next times that are not over, in order, a few of them
     */
    public record WindowView(
            UUID id,
            String name,
            List<String> matchers,
            String start,
            String timezone,
            String rrule,
            List<String> exdates,
            String duration,
            String comment,
            String createdBy,
            boolean active,
            List<OccurrenceView> next,
            int version) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Maintenance windows, with their next times")
    public Uni<List<WindowView>> list() {
        Instant now = clock.instant();
        return windows.list()
                .map(all -> all.stream().map(window -> view(window, now)).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One maintenance window, with its next times")
    public Uni<WindowView> get(String id) {
        UUID wanted = id(id);
        Instant now = clock.instant();
        return windows.list()
                .map(all -> all.stream()
                        .filter(window -> window.id().equals(wanted))
                        .findFirst()
                        .map(window -> view(window, now))
                        .orElseThrow(() -> MaintenanceService.missing(wanted)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(201)
    @Operation(summary = "Make a maintenance window")
    public Uni<WindowView> create(WindowRequest request) {
        var actor = actors.current();
        MaintenanceWindow window = reader.read(request, UUID.randomUUID(), actor.name(), 1);
        return windows.add(window, actor).replaceWith(() -> view(window, clock.instant()));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Change a maintenance window")
    public Uni<WindowView> change(String id, WindowRequest request) {
        UUID wanted = id(id);
        var actor = actors.current();
        // what is wrong with it is told whether or not there is such a window
        reader.read(request, wanted, actor.name(), 1);
        return windows.change(
                        wanted,
                        Optional.ofNullable(request.version()),
                        before -> reader.read(request, wanted, before.createdBy(), before.version() + 1),
                        actor)
                .map(window -> view(window, clock.instant()));
    }

    @POST
    @Path("/{id}/end")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "End the time of a maintenance window that is on; later ones take place")
    public Uni<WindowView> end(String id) {
        return windows.end(id(id), actors.current()).map(window -> view(window, clock.instant()));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Remove a maintenance window; one that is on ends")
    public Uni<Void> remove(String id) {
        return windows.remove(id(id), actors.current());
    }

    private static UUID id(String text) {
        return RequestText.id("path:id", text, "the id of a maintenance window");
    }

    private static WindowView view(MaintenanceWindow window, Instant now) {
        return new WindowView(
                window.id(),
                window.name(),
                window.matchers().stream().map(Matcher::toString).toList(),
                window.start().toString(),
                window.zone().getId(),
                window.rule().orElse(null),
                window.exceptions().stream().map(LocalDateTime::toString).toList(),
                PrometheusDuration.format(window.duration()),
                window.comment(),
                window.createdBy(),
                window.isActiveAt(now),
                window.next(now, SHOWN_OCCURRENCES).stream()
                        .map(each -> new OccurrenceView(each.from(), each.to()))
                        .toList(),
                window.version());
    }
}
