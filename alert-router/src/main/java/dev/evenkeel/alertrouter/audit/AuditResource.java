package dev.evenkeel.alertrouter.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;
import dev.evenkeel.platform.web.RequestTime;

/** The audit log over REST: to be read, and nothing else. It names people and addresses, hence not for every viewer. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private static final int LONGEST_TEXT = 1_000;

    private final AuditStore store;

    AuditResource(AuditStore store) {
        this.store = store;
    }

    /**
     * Newest first.
     *
     * @param action such as {@code incident.acknowledge}, or {@code incident.} for all that is done to incidents
     */
    @GET
    @RolesAllowed(Roles.OPERATOR)
    @NonBlocking
    @Operation(summary = "What people did, newest first")
    public Uni<RestResponse<Page<AuditEntryView>>> list(
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String objectKind,
            @RestQuery String objectId,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery Integer limit,
            @RestQuery String cursor,
            @Context UriInfo asked) {
        PageRequest page = PageRequest.of(limit, cursor);
        var query = new AuditQuery(
                text("actor", actor),
                text("action", action),
                text("objectKind", objectKind),
                text("objectId", objectId),
                outcome(outcome),
                RequestTime.optional("query:from", from),
                RequestTime.optional("query:to", to),
                page.after().map(AuditResource::number),
                page.fetch());
        return store.find(query)
                .map(found -> Page.of(page, found, entry -> Cursor.after(Long.toString(entry.number()))))
                .map(entries -> entries.map(AuditEntryView::of).answer(asked));
    }

    static Optional<String> text(String name, String value) {
        return RequestText.optional("query:" + name, value, LONGEST_TEXT);
    }

    static Optional<String> outcome(String text) {
        if (text != null && !List.of("", "done", "refused").contains(text)) {
            throw ProblemException.invalid("query:outcome", "is '" + text + "'", "done or refused");
        }
        return text("outcome", text);
    }

    private static long number(Cursor cursor) {
        OptionalLong number = cursor.key().size() == 1 ? parse(cursor.key().getFirst()) : OptionalLong.empty();
        return number.orElseThrow(() ->
                ProblemException.invalid("query:cursor", "this is not a cursor of this list", "the 'next' of a page"));
    }

    private static OptionalLong parse(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException foreign) {
            return OptionalLong.empty();
        }
    }
}
