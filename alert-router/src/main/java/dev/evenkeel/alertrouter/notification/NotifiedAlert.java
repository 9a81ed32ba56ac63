package dev.evenkeel.alertrouter.notification;

import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.alertrouter.alert.Alert;

/**
 * An alert with the state it had at the moment of a flush, which is what every integration is told, however much later.
 *
 * @param resolved whether it was resolved at that moment
 */
public record NotifiedAlert(Alert alert, boolean resolved) {

    /** {@code firing} or {@code resolved}. */
    public String status() {
        return resolved ? "resolved" : "firing";
    }

    /** When it ended; empty while it fires, since the assumed end of a firing alert means nothing to a reader. */
    public Optional<Instant> endsAt() {
        return resolved ? Optional.of(alert.endsAt()) : Optional.empty();
    }
}
