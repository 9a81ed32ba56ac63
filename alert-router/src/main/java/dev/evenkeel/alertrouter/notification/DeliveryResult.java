package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.content.TextLimit;

/**
 * What became of one attempt to tell an integration. Why it came to nothing is often what a server somewhere answered, which may
 * be megabytes over many lines; logs, timelines and lists get one line of at most {@value #LONGEST_REASON} characters.
 */
public sealed interface DeliveryResult {

    int LONGEST_REASON = 500;

    /** The receiver took it. */
    record Delivered() implements DeliveryResult {}

    /**
     * It may work later.
     *
     * @param why for people, without secrets
     * @param cause for metrics
     * @param retryAfter what the receiver asked for, if it did
     */
    record Failed(String why, FailureCause cause, Optional<Duration> retryAfter) implements DeliveryResult {
        public Failed {
            why = TextLimit.oneLine(why, LONGEST_REASON);
        }
    }

    /**
     * The receiver will not take this; it is not repeated before the group has its next turn.
     *
     * @param why for people, without secrets
     * @param cause for metrics
     */
    record Refused(String why, FailureCause cause) implements DeliveryResult {
        public Refused {
            why = TextLimit.oneLine(why, LONGEST_REASON);
        }
    }
}
