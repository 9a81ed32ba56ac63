package dev.evenkeel.alertrouter.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** The audit log for people: who did what when. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
public class AuditPage {

    private static final int ROWS = 100;

    private final AuditStore store;

    AuditPage(AuditStore store) {
        this.store = store;
    }

    /** What the list is narrowed to, as it stands in the form above it. */
    record Search(
            String actor, String action, String objectKind, String objectId, String outcome, String from, String to) {

        public boolean isOutcome(String value) {
            return value.equals(outcome);
        }
    }

    /**
     * A line of the log, as a row.
     *
     * @param objectUrl of the page about the object; empty if there is none
     */
    record Line(AuditEntryView entry, String objectUrl) {

        static Line of(AuditEntry entry) {
            AuditedAction action = entry.action();
            String url = action.objectKind().equals("incident") ? "/incidents/" + action.objectId() : "";
            return new Line(AuditEntryView.of(entry), url);
        }

        public boolean isRefused() {
            return entry.outcome().equals("refused");
        }
    }

    /** @param before the number of the last line, if there are more; else null */
    record Listed(List<Line> lines, Search search, Long before) {}

    @CheckedTemplate(basePath = "audit")
    static final class Templates {

        static native TemplateInstance list(Listed listed);
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> list(
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String objectKind,
            @RestQuery String objectId,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery Long before) {
        var search = new Search(
                PageForms.written(actor),
                PageForms.written(action),
                PageForms.written(objectKind),
                PageForms.written(objectId),
                PageForms.written(outcome),
                PageForms.written(from),
                PageForms.written(to));
        var query = new AuditQuery(
                AuditResource.text("actor", search.actor()),
                AuditResource.text("action", search.action()),
                AuditResource.text("objectKind", search.objectKind()),
                AuditResource.text("objectId", search.objectId()),
                AuditResource.outcome(search.outcome()),
                day("from", search.from()).map(AuditPage::beginning),
                day("to", search.to()).map(last -> beginning(last.plusDays(1))),
                Optional.ofNullable(before),
                ROWS + 1);
        return store.find(query).map(found -> {
            List<AuditEntry> shown = found.subList(0, Math.min(ROWS, found.size()));
            Long next = found.size() > ROWS ? shown.getLast().number() : null;
            return Templates.list(new Listed(shown.stream().map(Line::of).toList(), search, next));
        });
    }

    private static Optional<LocalDate> day(String name, String text) {
        try {
            return Optional.of(text).filter(given -> !given.isEmpty()).map(LocalDate::parse);
        } catch (DateTimeException notADay) {
            throw new ProblemException(
                    Problem.invalid("query:" + name, "is '" + text + "'", "a day such as 2026-11-21"), notADay);
        }
    }

    private static Instant beginning(LocalDate day) {
        if (day.getYear() < 1970 || day.getYear() > 2999) {
            throw ProblemException.invalid("query:from", "is " + day, "a day from 1970 to 2999");
        }
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
