package dev.evenkeel.alertrouter.incident;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.alertrouter.incident.IncidentsResource.AlertView;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** Incidents for people: the list, and each with everything that a responder can do with it. */
@Path("/incidents")
@Produces(MediaType.TEXT_HTML)
public class IncidentsPage {

    private static final int ROWS = 50;
    private static final int MOST_ALERTS = 500;

    private static final Set<Status> UNRESOLVED = Set.of(Status.OPEN, Status.ACKNOWLEDGED);

    private final IncidentService incidents;
    private final IncidentWorkService work;
    private final ActorSource actors;
    private final List<IncidentPanel> panels;
    private final Clock clock;

    IncidentsPage(
            IncidentService incidents,
            IncidentWorkService work,
            ActorSource actors,
            @All List<IncidentPanel> panels,
            Clock clock) {
        this.incidents = incidents;
        this.work = work;
        this.actors = actors;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(IncidentPanel::rank))
                .toList();
        this.clock = clock;
    }

    /** What the list was narrowed to, as it stands in the form above it. */
    record Search(String status, String severity, String q) {

        public boolean isStatus(String value) {
            return value.equals(status);
        }

        public boolean isSeverity(String value) {
            return value.equals(severity);
        }
    }

    /** @param next the last incident shown, if there are more; else null */
    record Listed(List<IncidentView> incidents, Search search, String next) {}

    /**
     * An incident with everything around it.
     *
     * @param alerts those that began first
     * @param others unresolved incidents that could be merged into it
     * @param panels what other features have to say of it, as HTML
     * @param problem what kept the last form from being done; null if nothing did
     */
    record Shown(
            IncidentView incident,
            List<AlertView> alerts,
            List<TimelineEntry> timeline,
            List<IncidentView> others,
            List<String> panels,
            String problem) {

        public boolean isOpen() {
            return incident.status().equals("open");
        }

        public boolean isAcknowledged() {
            return incident.status().equals("acknowledged");
        }

        public boolean isResolved() {
            return incident.status().equals("resolved");
        }

        /** How many alerts fire that are not shown. */
        public int moreAlerts() {
            return alerts.size() < MOST_ALERTS ? 0 : incident.firing().size() - alerts.size();
        }

        public boolean isSplittable() {
            return !isResolved() && incident.firing().size() > 1;
        }
    }

    @CheckedTemplate(basePath = "incidents")
    static final class Templates {

        static native TemplateInstance list(Listed listed);

        static native TemplateInstance incident(Shown shown, boolean mayChange);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> list(
            @RestQuery String status, @RestQuery String severity, @RestQuery String q, @RestQuery String after) {
        var search = new Search(
                status == null ? "open,acknowledged" : status, severity == null ? "" : severity, q == null ? "" : q);
        var query = new IncidentQuery(
                IncidentParameters.constants("query:status", given(search.status()), Status.values(), Status::id),
                IncidentParameters.constants(
                        "query:severity", given(search.severity()), Severity.values(), Severity::text),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                IncidentParameters.text("query:q", q).map(String::strip).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ROWS + 1);
        Uni<Optional<Incident>> before = after == null || after.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : incidents.find(IncidentParameters.id("query:after", after));
        return before.flatMap(last -> incidents.list(query.after(last))).map(found -> {
            List<Incident> shown = found.subList(0, Math.min(ROWS, found.size()));
            String next = found.size() > ROWS ? shown.getLast().id().toString() : null;
            return Templates.list(
                    new Listed(shown.stream().map(IncidentView::of).toList(), search, next));
        });
    }

    private static List<String> given(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> show(String id, @Context SecurityContext caller) {
        return page(id, null, caller.isUserInRole(Roles.RESPONDER));
    }

    private Uni<TemplateInstance> page(String id, String problem, boolean mayChange) {
        return incidents
                .find(IncidentParameters.id("path:id", id))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no incident " + id)))
                .flatMap(incident -> Uni.combine()
                        .all()
                        .unis(
                                incidents.firstAlerts(incident, MOST_ALERTS),
                                incidents.timeline(incident.id()),
                                incidents.list(IncidentQuery.of(UNRESOLVED, ROWS)),
                                panels(incident, mayChange))
                        .with((alerts, timeline, unresolved, others) -> Templates.incident(
                                new Shown(
                                        IncidentView.of(incident),
                                        alerts.stream().map(AlertView::of).toList(),
                                        newestFirst(timeline),
                                        unresolved.stream()
                                                .filter(other -> !other.id().equals(incident.id()))
                                                .map(IncidentView::of)
                                                .toList(),
                                        others,
                                        problem),
                                mayChange)));
    }

    private Uni<List<String>> panels(Incident incident, boolean mayChange) {
        return Multi.createFrom()
                .iterable(panels)
                .onItem()
                .transformToUniAndConcatenate(panel -> panel.of(incident, mayChange))
                .select()
                .where(Optional::isPresent)
                .onItem()
                .transformToUniAndConcatenate(panel -> panel.orElseThrow().createUni())
                .collect()
                .asList();
    }

    private static List<TimelineEntry> newestFirst(List<TimelineEntry> timeline) {
        return new ArrayList<>(timeline).reversed();
    }

    /** Does what one of the forms asks for; what cannot be done is told on the page, as it is now. */
    @POST
    @Path("/{id}/{verb}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Roles.RESPONDER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<Response> act(
            String id,
            String verb,
            @RestForm String version,
            @RestForm String text,
            @RestForm("for") String duration,
            @RestForm List<String> chosen) {
        var form = new IncidentForm(version, text, duration, chosen);
        var actor = actors.current();
        return Uni.createFrom()
                .deferred(() -> work.act(
                        IncidentParameters.id("path:id", id), form.action(verb, clock.instant()), form.seen(), actor))
                .map(done -> {
                    if (done.isEmpty()) {
                        throw ProblemException.notFound("There is no incident " + id);
                    }
                    return PageForms.seeOther("/incidents/" + done.getFirst().id());
                })
                .onFailure(failure ->
                        failure instanceof RefusedActionException || failure instanceof ChangedMeanwhileException)
                .recoverWithUni(failure -> again(id, failure.getMessage(), 409))
                .onFailure(failure -> failure instanceof ProblemException refused
                        && refused.problem().status() == 400)
                .recoverWithUni(failure -> again(id, failure.getMessage(), 400));
    }

    /** The page as it is now, with what kept a form from being done. */
    public Uni<Response> again(String id, String problem, int status) {
        return page(id, problem, true)
                .map(page -> Response.status(status).entity(page).build());
    }
}
