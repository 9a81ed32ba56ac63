package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.matching.Matchers;

/**
 * What is held back of which alerts.
 *
 * @param matchers the alerts it is for; the first rule that matches an alert is the one for it
 * @param shorterThan how long an alert has to fire before anybody is told of it; zero for not at all
 * @param damping of those that flap, if they are to be damped
 */
public record HoldBackRule(Matchers matchers, Duration shorterThan, Optional<Damping> damping) {

    /** Whether an alert has not fired for long enough yet. */
    boolean isTransient(Alert alert, Instant now) {
        return alert.startsAt().plus(shorterThan).isAfter(now);
    }

    /**
     * Damping as routers damp flapping routes (RFC 2439): each start counts one, what was counted halves every {@code halfLife};
     * held back from when the sum comes within a half of {@code starts} until it falls below half of {@code starts}.
     */
    public record Damping(int starts, Duration halfLife) {

        double suppressAt() {
            return starts - 0.5;
        }

        double reuseBelow() {
            return starts / 2.0;
        }
    }
}
