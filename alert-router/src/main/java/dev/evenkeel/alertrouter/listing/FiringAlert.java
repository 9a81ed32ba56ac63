package dev.evenkeel.alertrouter.listing;

import java.time.Instant;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.routing.GoLabels;

/** An alert as a page shows it. */
public record FiringAlert(String fingerprint, String headline, String severity, String labels, Instant since) {

    static FiringAlert of(Alert alert) {
        return new FiringAlert(
                Fingerprint.text(alert.fingerprint()),
                alert.headline(),
                alert.labels().get("severity"),
                GoLabels.write(alert.labels()),
                alert.startsAt());
    }
}
