package dev.evenkeel.alertrouter.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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
 * @param heldBack alerts that are held back for a reason of ours, by fingerprint
 */
public record Suppression(
        Silences silences,
        Inhibition inhibition,
        Map<UUID, Sources> inhibiting,
        Map<Long, SuppressionReason> heldBack,
        Instant now) {

    /** Nothing is. */
    public static Suppression none(Instant now) {
        return new Suppression(Silences.none(), Inhibition.none(), Map.of(), Map.of(), now);
    }

    /** The ids of the silences of such an alert, and after them of the maintenance windows that it is in. */
    public List<UUID> silencedBy(Labels labels) {
        List<UUID> silencing = silences.silencing(labels, now);
        List<UUID> maintaining = silences.maintaining(labels, now);
        return maintaining.isEmpty()
                ? silencing
                : Stream.concat(silencing.stream(), maintaining.stream()).toList();
    }

    /** The fingerprint of an alert that inhibits such an alert. */
    public Optional<Long> inhibitedBy(Labels labels) {
        return inhibition.inhibiting(labels, inhibiting);
    }

    public boolean isSuppressed(Labels labels) {
        return inhibitedBy(labels).isPresent() || !silencedBy(labels).isEmpty();
    }

    /** Why such an alert is suppressed, whatever its route says; empty if it is not. */
    public Optional<SuppressionReason> reason(Labels labels) {
        return reason(labels, new Verdict.Speaks());
    }

    /**
     * Which alerts are left out of what a route tells, and why; of several reasons the first in Alertmanager's order, and ours
     * last.
     *
     * @param verdict on the route at this moment
     * @return by fingerprint
     */
    public Map<Long, SuppressionReason> leftOut(Collection<Alert> alerts, Verdict verdict) {
        Map<Long, SuppressionReason> leftOut = new HashMap<>();
        for (Alert alert : alerts) {
            reason(alert.labels(), verdict)
                    .or(() -> Optional.ofNullable(heldBack.get(alert.fingerprint())))
                    .ifPresent(reason -> leftOut.put(alert.fingerprint(), reason));
        }
        return leftOut;
    }

    /** Whether people are told of an alert in a digest, so that it counts for incidents as if they were told of itself. */
    public boolean isInADigest(long fingerprint) {
        return heldBack.get(fingerprint) == SuppressionReason.STORM;
    }

    /** The same with alerts that are held back. */
    public Suppression with(Map<Long, SuppressionReason> held) {
        return new Suppression(silences, inhibition, inhibiting, Map.copyOf(held), now);
    }

    private Optional<SuppressionReason> reason(Labels labels, Verdict verdict) {
        if (inhibitedBy(labels).isPresent()) {
            return Optional.of(SuppressionReason.INHIBITION);
        }
        return switch (verdict) {
            case Verdict.Inactive _ -> Optional.of(SuppressionReason.ACTIVE_TIME_INTERVAL);
            case Verdict.Muted _ -> Optional.of(SuppressionReason.MUTE_TIME_INTERVAL);
            case Verdict.Speaks _ -> silenceOrMaintenance(labels);
        };
    }

    private Optional<SuppressionReason> silenceOrMaintenance(Labels labels) {
        if (!silences.silencing(labels, now).isEmpty()) {
            return Optional.of(SuppressionReason.SILENCE);
        }
        return silences.maintaining(labels, now).isEmpty()
                ? Optional.empty()
                : Optional.of(SuppressionReason.MAINTENANCE);
    }
}
