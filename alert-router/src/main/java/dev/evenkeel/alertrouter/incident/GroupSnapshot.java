package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.platform.series.Labels;

/**
 * A group of alerts as an incident sees it.
 *
 * @param alerts all of them, in order, at the moment {@code now}
 */
public record GroupSnapshot(
        UUID groupId, String groupKey, String receiver, Labels labels, List<NotifiedAlert> alerts, Instant now) {

    public GroupSnapshot {
        alerts = List.copyOf(alerts);
    }

    /** Fingerprints of the alerts that fire. */
    public Set<Long> firing() {
        return firingAlerts().stream()
                .map(alert -> alert.alert().fingerprint())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<NotifiedAlert> firingAlerts() {
        return alerts.stream().filter(alert -> !alert.resolved()).toList();
    }

    public Severity severity() {
        return Severity.worst(firingAlerts().stream()
                .map(alert -> Severity.of(alert.alert().labels().get("severity")))
                .toList());
    }

    /** What its alerts are about, those that are resolved included. */
    About about() {
        return About.of(alerts.stream().map(alert -> alert.alert().labels()).toList());
    }

    /** The headline of the first alert that fires. */
    public String title() {
        var firing = firingAlerts();
        return (firing.isEmpty() ? alerts : firing).getFirst().alert().headline();
    }
}
