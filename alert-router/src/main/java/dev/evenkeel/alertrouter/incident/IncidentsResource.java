package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

import static dev.evenkeel.alertrouter.incident.IncidentParameters.constants;
import static dev.evenkeel.alertrouter.incident.IncidentParameters.text;

/** Incidents over REST, to be looked at. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public class IncidentsResource {

    private static final int LARGEST_PAGE = 500;
    private static final int MOST_ALERTS = 10_000;

    private final IncidentService incidents;

    IncidentsResource(IncidentService incidents) {
        this.incidents = incidents;
    }

    /** An alert of an incident; {@code headline} is what it says of itself in one line. */
    public record AlertView(
            String fingerprint,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            String generatorUrl,
            String headline) {

        static AlertView of(Alert alert) {
            return new AlertView(
                    Fingerprint.text(alert.fingerprint()),
                    alert.labels().asMap(),
                    alert.annotations().asMap(),
                    alert.startsAt(),
                    alert.generatorUrl(),
                    alert.headline());
        }

        /** For a page. */
        public String labelText() {
            return Labels.of(labels).toString();
        }
    }

    /**
     * Newest first.
     *
     * @param status one or more of open, acknowledged and resolved, separated by commas
     * @param unassigned {@code true} for incidents that nobody is assigned to
     * @param q to be found in the title, the group's key or a note
     */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Incidents, newest first")
    public Uni<IncidentView.Page> list(
            @RestQuery List<String> status,
            @RestQuery List<String> severity,
            @RestQuery String receiver,
            @RestQuery String assignee,
            @RestQuery String unassigned,
            @RestQuery String snoozed,
            @RestQuery String q,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String after,
            @RestQuery @DefaultValue("50") int limit) {
        requireWithin(limit, LARGEST_PAGE);
        var query = new IncidentQuery(
                constants("query:status", status, Status.values(), Status::id),
                constants("query:severity", severity, Severity.values(), Severity::text),
                text("query:receiver", receiver),
                flag("unassigned", unassigned).orElse(false) ? Optional.of("") : text("query:assignee", assignee),
                flag("snoozed", snoozed),
                text("query:q", q),
                RequestTime.optional("query:from", from),
                RequestTime.optional("query:to", to),
                Optional.empty(),
                limit + 1);
        return lastOfThePageBefore(after)
                .flatMap(last -> incidents.list(query.after(last)))
                .map(found -> page(found, limit));
    }

    private Uni<Optional<Incident>> lastOfThePageBefore(String after) {
        return after == null
                ? Uni.createFrom().item(Optional.empty())
                : incidents.find(IncidentParameters.id("query:after", after)).map(found -> {
                    if (found.isEmpty()) {
                        throw ProblemException.invalid(
                                "query:after", "is no incident (any more)", "the 'next' of a page");
                    }
                    return found;
                });
    }

    private static Optional<Boolean> flag(String name, String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw ProblemException.invalid("query:" + name, "is '" + text + "'", "true or false");
        };
    }

    private static IncidentView.Page page(List<Incident> found, int limit) {
        List<Incident> shown = found.subList(0, Math.min(limit, found.size()));
        return new IncidentView.Page(
                shown.stream().map(IncidentView::of).toList(),
                found.size() > limit ? shown.getLast().id() : null);
    }

    /** Its {@code ETag} is what {@code If-Match} takes. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "One incident")
    public Uni<RestResponse<IncidentView>> get(String id) {
        return existing(id).map(IncidentView::answer);
    }

    /** What happened and who did what, oldest first. */
    @GET
    @Path("/{id}/timeline")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "What happened to an incident, and who did what, oldest first")
    public Uni<List<TimelineEntry>> timeline(String id) {
        return existing(id).flatMap(incident -> incidents.timeline(incident.id()));
    }

    /** The alerts that fire in it, those that began first, as far as they are still known. */
    @GET
    @Path("/{id}/alerts")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "The alerts that fire in an incident, those that began first")
    public Uni<List<AlertView>> alerts(String id, @RestQuery @DefaultValue("1000") int limit) {
        requireWithin(limit, MOST_ALERTS);
        return existing(id)
                .flatMap(incident -> incidents.firstAlerts(incident, limit))
                .map(alerts -> alerts.stream().map(AlertView::of).toList());
    }

    private static void requireWithin(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw ProblemException.invalid("query:limit", "is " + limit, "1 to " + most);
        }
    }

    private Uni<Incident> existing(String id) {
        return incidents
                .find(IncidentParameters.id("path:id", id))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no incident " + id)));
    }
}
