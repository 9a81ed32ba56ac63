package dev.evenkeel.alertrouter.maintenance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.maintenance.MaintenanceResource.WindowRequest;
import dev.evenkeel.alertrouter.maintenance.MaintenanceWindow.Occurrence;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;

/** Maintenance windows for people: what is on, what comes next, and what operators do about it. */
@Path("/maintenance")
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class MaintenancePage {

    private static final int SHOWN_TIMES = 4;

    private final MaintenanceService windows;
    private final WindowReader reader;
    private final ActorSource actors;
    private final Clock clock;

    MaintenancePage(MaintenanceService windows, MatcherSyntax syntax, ActorSource actors, Clock clock) {
        this.windows = windows;
        this.reader = new WindowReader(syntax, clock);
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * A window as a row.
     *
     * @param recurs the rule; empty for once
     * @param active whether one of its times is now
     * @param next times that are not over; none if it is past
     */
    record Shown(
            UUID id,
            String name,
            String matchers,
            String recurs,
            String zone,
            String duration,
            boolean active,
            List<Occurrence> next,
            String createdBy,
            String comment) {

        static Shown of(MaintenanceWindow window, Instant now) {
            return new Shown(
                    window.id(),
                    window.name(),
                    window.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", ")),
                    window.rule().orElse(""),
                    window.zone().getId(),
                    PrometheusDuration.format(window.duration()),
                    window.isActiveAt(now),
                    window.next(now, SHOWN_TIMES),
                    window.createdBy(),
                    window.comment());
        }

        public boolean isOver() {
            return next.isEmpty();
        }

        Instant soonest() {
            return next.isEmpty() ? Instant.MAX : next.getFirst().from();
        }
    }

    /** What somebody wrote into the form, to be shown again if it was refused. */
    record Form(
            String name,
            String matchers,
            String start,
            String zone,
            String rule,
            String duration,
            String comment,
            String problem) {

        Form refused(String why) {
            return new Form(name, matchers, start, zone, rule, duration, comment, why);
        }
    }

    /** @param past windows that are over, and do not recur */
    record Content(List<Shown> windows, List<Shown> past, Form form) {

        public long active() {
            return windows.stream().filter(Shown::active).count();
        }
    }

    @CheckedTemplate(basePath = "maintenance")
    static final class Templates {

        static native TemplateInstance windows(Content content, boolean mayChange);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public Uni<TemplateInstance> list(@Context SecurityContext caller) {
        return page(emptyForm(), caller.isUserInRole(Roles.OPERATOR));
    }

    private Form emptyForm() {
        String soon = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("UTC"))
                .truncatedTo(ChronoUnit.HOURS)
                .plusHours(1)
                .toString();
        return new Form("", "", soon, "UTC", "", "2h", "", null);
    }

    private Uni<TemplateInstance> page(Form form, boolean mayChange) {
        Instant now = clock.instant();
        return windows.list().map(all -> {
            List<Shown> shown = all.stream()
                    .map(window -> Shown.of(window, now))
                    .sorted(Comparator.comparing(Shown::soonest))
                    .toList();
            return Templates.windows(
                    new Content(
                            shown.stream().filter(window -> !window.isOver()).toList(),
                            shown.stream().filter(Shown::isOver).toList(),
                            form),
                    mayChange);
        });
    }

    /** Makes a window; what cannot be is shown again with the reason. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Uni<Response> create(
            @RestForm String name,
            @RestForm String matchers,
            @RestForm String start,
            @RestForm String zone,
            @RestForm String rule,
            @RestForm String duration,
            @RestForm String comment) {
        Actor by = actors.current();
        var form = new Form(
                PageForms.written(name),
                PageForms.written(matchers),
                PageForms.written(start),
                PageForms.written(zone),
                PageForms.written(rule),
                PageForms.written(duration),
                PageForms.written(comment),
                null);
        return PageForms.submitted(
                () -> windows.add(reader.read(request(form), UUID.randomUUID(), by.name(), 1), by),
                "/maintenance",
                why -> page(form.refused(why), true));
    }

    private static WindowRequest request(Form form) {
        return new WindowRequest(
                form.name(),
                List.of(form.matchers()),
                form.start(),
                form.zone(),
                form.rule(),
                null,
                form.duration(),
                form.comment(),
                null);
    }

    /** Ends the time that is now; one that recurs goes on with its next time. */
    @POST
    @Path("/{id}/end")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Uni<Response> end(@RestPath UUID id) {
        return PageForms.submitted(
                () -> windows.end(id, actors.current()),
                "/maintenance",
                why -> page(emptyForm().refused(why), true));
    }

    @POST
    @Path("/{id}/remove")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(hidden = true)
    public Uni<Response> remove(@RestPath UUID id) {
        return windows.remove(id, actors.current()).map(removed -> PageForms.seeOther("/maintenance"));
    }
}
