package dev.evenkeel.alertrouter.listing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.platform.series.Labels;

/**
 * Whether an alert is told, and what keeps it from it.
 *
 * @param silencedBy ids of silences
 * @param inhibitedBy the fingerprint of an alert
 */
record AlertStatus(List<UUID> silencedBy, Optional<Long> inhibitedBy) {

    static AlertStatus of(Labels labels, Suppression suppression) {
        return new AlertStatus(suppression.silencedBy(labels), suppression.inhibitedBy(labels));
    }

    boolean isActive() {
        return silencedBy.isEmpty() && inhibitedBy.isEmpty();
    }
}
