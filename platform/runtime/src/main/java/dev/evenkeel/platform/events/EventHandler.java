package dev.evenkeel.platform.events;

import java.util.Set;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What a service does when an event reaches it. Implementations are CDI beans; an event type that no bean names is
 * accepted and dropped, since a sender may know more types than a receiver.
 */
public interface EventHandler {

    /** The event types this handler takes, in full. */
    Set<String> types();

    /**
     * Applies the event. The transaction also records the event as received, so the effect happens exactly once however
     * often the event is delivered, provided that all of the effect is written through {@code transaction}.
     *
     * @return fails with {@link IllegalArgumentException} if the event's data cannot be understood (the sender is told,
     *     and does not repeat it), with anything else if it should be delivered again
     */
    Uni<Void> handle(SqlConnection transaction, CloudEvent event);
}
