package dev.evenkeel.alertrouter.listing;

import java.time.Instant;

import dev.evenkeel.alertrouter.alert.Alert;

/** An alert as a page shows it. */
public record FiringAlert(String headline, String severity, String labels, Instant since) {

    static FiringAlert of(Alert alert) {
        return new FiringAlert(
                alert.headline(), alert.labels().get("severity"), alert.labels().toString(), alert.startsAt());
    }
}
