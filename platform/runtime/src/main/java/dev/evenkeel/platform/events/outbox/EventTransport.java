package dev.evenkeel.platform.events.outbox;

import io.smallrye.mutiny.Uni;

/** Carries an event to a subscriber. */
public interface EventTransport {

    /**
     * Tries once.
     *
     * @return what came of it, within the request timeout; a failure of the {@code Uni} itself is a defect of ours and
     *     counts as {@link Outcome.Postponed}
     */
    Uni<Outcome> send(Delivery delivery);
}
