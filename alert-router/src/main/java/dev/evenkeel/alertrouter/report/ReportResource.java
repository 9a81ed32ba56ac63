package dev.evenkeel.alertrouter.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;
import dev.evenkeel.platform.web.ProblemException;

/** Reports over REST. */
@Path("/api/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {

    private final ReportService reports;
    private final ReportTemplates templates;
    private final ActorSource actors;

    ReportResource(ReportService reports, ReportTemplates templates, ActorSource actors) {
        this.reports = reports;
        this.templates = templates;
        this.actors = actors;
    }

    /** Newest first, with what became of sending them. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Reports that were made, newest first")
    public Uni<RestResponse<Page<ReportView>>> list(
            @RestQuery Integer limit, @RestQuery String cursor, @Context UriInfo asked) {
        PageRequest page = PageRequest.of(limit, cursor);
        return reports.list(page.after().map(ReportResource::key), page.fetch())
                .flatMap(found -> reports.deliveriesOf(found)
                        .map(deliveries -> Page.of(page, found, ReportResource::cursor)
                                .map(report -> ReportView.of(report, deliveries))))
                .map(views -> views.answer(asked));
    }

    private static Cursor cursor(Report report) {
        return Cursor.after(report.madeAt().toString(), report.id().toString());
    }

    private static ReportKey key(Cursor cursor) {
        if (cursor.key().size() == 2) {
            try {
                Instant madeAt = Instant.parse(cursor.key().getFirst());
                if (madeAt.isAfter(Instant.EPOCH) && madeAt.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                    return new ReportKey(madeAt, UUID.fromString(cursor.key().getLast()));
                }
            } catch (DateTimeException | IllegalArgumentException foreign) {
                // reported below, like a cursor of another list
            }
        }
        throw ProblemException.invalid("query:cursor", "this is not a cursor of this list", "the 'next' of a page");
    }

    @GET
    @Path("/definitions")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Reports as they are configured, and when they are due next")
    public List<ReportView.Definition> definitions() {
        Instant now = reports.now();
        return reports.definitions().stream()
                .map(each -> ReportView.Definition.of(each, now))
                .toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "One report with all that it says")
    public Uni<ReportView.Whole> get(String id) {
        return reports.existing(id)
                .flatMap(report -> view(report).map(view -> new ReportView.Whole(view, report.content())));
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8;qs=0.5")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "One report as it is mailed")
    public Uni<String> html(String id) {
        return reports.existing(id)
                .map(report -> templates.render(report.content()).html());
    }

    /** About the last whole week or month. */
    @POST
    @Path("/{name}/preview")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "What a report would say now; nothing is kept or sent")
    public Uni<ReportView.Preview> preview(String name) {
        Actor by = actors.current();
        return reports.preview(reports.configured(name), by)
                .map(report -> new ReportView.Preview(report.content(), templates.render(report.content())));
    }

    /** About the last whole week or month, whether or not it was sent before. */
    @POST
    @Path("/{name}/send")
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @NonBlocking
    @Operation(summary = "Makes a report now and has it sent")
    public Uni<ReportView> send(String name) {
        Actor by = actors.current();
        return reports.send(reports.configured(name), by).flatMap(this::view);
    }

    /** What a channel refused, or failed to take for a day, and nothing of what it took. */
    @POST
    @Path("/{id}/retry")
    @RolesAllowed(Roles.OPERATOR)
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @NonBlocking
    @Operation(summary = "Tries again to send a kept report to the channels that did not take it")
    public Uni<ReportView> retry(String id) {
        Actor by = actors.current();
        return reports.existing(id).call(report -> reports.retry(report, by)).flatMap(this::view);
    }

    private Uni<ReportView> view(Report report) {
        return reports.deliveriesOf(List.of(report)).map(deliveries -> ReportView.of(report, deliveries));
    }
}
