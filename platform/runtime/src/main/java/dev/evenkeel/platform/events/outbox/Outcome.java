package dev.evenkeel.platform.events.outbox;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to deliver an event. */
public sealed interface Outcome {

    /** The subscriber has it. */
    record Accepted() implements Outcome {}

    /**
     * The subscriber will never take it; trying again is of no use.
     *
     * @param reason a sentence for an operator
     */
    record Refused(String reason) implements Outcome {}

    /**
     * The subscriber was not reached, or asks to be tried again.
     *
     * @param reason a sentence for an operator
     * @param retryAfter how long the subscriber asks us to wait
     */
    record Postponed(String reason, Optional<Duration> retryAfter) implements Outcome {}
}
