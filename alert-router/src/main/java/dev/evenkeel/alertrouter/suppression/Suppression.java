package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Sources;
import dev.evenkeel.alertrouter.silence.Silences;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.series.Labels;

/**
 * What is suppressed at one moment.
 *
 * @param inhibiting alerts that inhibit others, by the keys of those that are asked about
 */
public record Suppression(Silences silences, Inhibition inhibition, Map<UUID, Sources> inhibiting, Instant now) {

    /** Nothing is. */
    public static Suppression none(Instant now) {
        return new Suppression(Silences.none(), Inhibition.none(), Map.of(), now);
    }

    /** The ids of the silences of such an alert. */
    public List<UUID> silencedBy(Labels labels) {
        return silences.silencing(labels, now);
    }

    /** The fingerprint of an alert that inhibits such an alert. */
    public Optional<Long> inhibitedBy(Labels labels) {
        return inhibition.inhibiting(labels, inhibiting);
    }

    public boolean isSuppressed(Labels labels) {
        return inhibitedBy(labels).isPresent() || !silencedBy(labels).isEmpty();
    }

    /**
     * Which alerts are left out of what a route tells, and why; of several reasons the first in Alertmanager's order.
     *
     * @param verdict on the route at this moment
     * @return by fingerprint
     */
    public Map<Long, SuppressionReason> leftOut(Collection<Alert> alerts, Verdict verdict) {
        Map<Long, SuppressionReason> leftOut = new HashMap<>();
        for (Alert alert : alerts) {
            reason(alert.labels(), verdict).ifPresent(reason -> leftOut.put(alert.fingerprint(), reason));
        }
        return leftOut;
    }

    private Optional<SuppressionReason> reason(Labels labels, Verdict verdict) {
        if (inhibitedBy(labels).isPresent()) {
            return Optional.of(SuppressionReason.INHIBITION);
        }
        return switch (verdict) {
            case Verdict.Inactive _ -> Optional.of(SuppressionReason.ACTIVE_TIME_INTERVAL);
            case Verdict.Muted _ -> Optional.of(SuppressionReason.MUTE_TIME_INTERVAL);
            case Verdict.Speaks _ ->
                silencedBy(labels).isEmpty() ? Optional.empty() : Optional.of(SuppressionReason.SILENCE);
        };
    }
}
