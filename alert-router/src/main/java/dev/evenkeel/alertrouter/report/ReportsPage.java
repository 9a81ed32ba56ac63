package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
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

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;

/** Reports for people: what there is, and each of them. */
@Path("/reports")
@Produces(MediaType.TEXT_HTML)
public class ReportsPage {

    private static final int ROWS = 50;

    private final ReportService reports;
    private final ActorSource actors;

    ReportsPage(ReportService reports, ActorSource actors) {
        this.reports = reports;
        this.actors = actors;
    }

    @CheckedTemplate(basePath = "reports")
    static final class Templates {

        static native TemplateInstance list(
                List<ReportView.Definition> definitions, List<ReportView> reports, boolean maySend);

        static native TemplateInstance report(ReportContent report, Instant madeAt, boolean preview);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> list(@Context SecurityContext caller) {
        boolean maySend = caller.isUserInRole(Roles.OPERATOR);
        Instant now = reports.now();
        return reports.list(Optional.empty(), ROWS)
                .flatMap(found -> reports.deliveriesOf(found)
                        .map(deliveries -> Templates.list(
                                reports.definitions().stream()
                                        .map(each -> ReportView.Definition.of(each, now))
                                        .toList(),
                                found.stream()
                                        .map(report -> ReportView.of(report, deliveries))
                                        .toList(),
                                maySend)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> show(String id) {
        return reports.existing(id).map(report -> Templates.report(report.content(), report.madeAt(), false));
    }

    @GET
    @Path("/preview/{name}")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> preview(String name) {
        Actor by = actors.current();
        return reports.preview(reports.configured(name), by)
                .map(report -> Templates.report(report.content(), report.madeAt(), true));
    }

    @POST
    @Path("/{name}/send")
    @RolesAllowed(Roles.OPERATOR)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> send(String name) {
        Actor by = actors.current();
        return reports.send(reports.configured(name), by).map(report -> PageForms.seeOther("/reports"));
    }

    @POST
    @Path("/{id}/retry")
    @RolesAllowed(Roles.OPERATOR)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> retry(String id) {
        Actor by = actors.current();
        return reports.existing(id)
                .call(report -> reports.retry(report, by))
                .map(report -> PageForms.seeOther("/reports"));
    }
}
