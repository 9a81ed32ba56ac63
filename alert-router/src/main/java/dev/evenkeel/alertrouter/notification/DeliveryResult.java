package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to tell an integration. */
public sealed interface DeliveryResult {

    /** The receiver took it. */
    record Delivered() implements DeliveryResult {}

    /**
     * It may work later.
     *
     * @param why for people, without secrets
     * @param cause for metrics
     * @param retryAfter what the receiver asked for, if it did
     */
    record Failed(String why, FailureCause cause, Optional<Duration> retryAfter) implements DeliveryResult {}

    /**
     * The receiver will not take this; it is not repeated before the group has its next turn.
     *
     * @param why for people, without secrets
     * @param cause for metrics
     */
    record Refused(String why, FailureCause cause) implements DeliveryResult {}
}
