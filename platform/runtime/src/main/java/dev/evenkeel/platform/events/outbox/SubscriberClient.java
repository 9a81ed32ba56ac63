package dev.evenkeel.platform.events.outbox;

import io.smallrye.mutiny.Uni;

/** Reaches a subscriber, in whichever way. */
public interface SubscriberClient {

    /**
     * Tries once to hand over an event.
     *
     * @return what came of it, well within the lease of the delivery; a failure of the {@code Uni} itself is a defect of
     *     ours and counts as {@link Outcome.Postponed}
     */
    Uni<Outcome> send(Delivery delivery);
}
