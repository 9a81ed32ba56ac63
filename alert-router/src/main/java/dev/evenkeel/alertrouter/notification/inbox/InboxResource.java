package dev.evenkeel.alertrouter.notification.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

/** The inbox over REST. */
@Path("/api/v1/inbox")
public class InboxResource {

    private static final int LARGEST_PAGE = 500;

    private final InboxStore store;

    InboxResource(InboxStore store) {
        this.store = store;
    }

    /**
     * A page of notifications.
     *
     * @param next give it as {@code before} to get the next page; absent on the last one
     */
    public record InboxPage(List<InboxNotification> items, Long next) {}

    /**
     * Newest first. A page ends early when its alerts have become megabytes: {@code next} says whether there are more.
     *
     * @param before only notifications with a smaller number
     * @param since only notifications received then or later, as RFC 3339 has it
     * @param receiver only those of one receiver
     * @param limit 1 to 500
     */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<InboxPage> list(
            @RestQuery Long before,
            @RestQuery String since,
            @RestQuery String receiver,
            @RestQuery @DefaultValue("50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ProblemException.invalid("query:limit", "is " + limit, "1 to " + LARGEST_PAGE);
        }
        Optional<Instant> earliest = RequestTime.optional("query:since", since);
        return store.newest(Optional.ofNullable(before), earliest, Optional.ofNullable(receiver), limit)
                .map(found -> new InboxPage(
                        found.items(), found.more() ? found.items().getLast().number() : null));
    }
}
