package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
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

    /** The alerts that fire. */
    public Fingerprints firing() {
        return Fingerprints.of(
                firingAlerts().stream().mapToLong(alert -> alert.alert().fingerprint()));
    }

    private List<NotifiedAlert> firingAlerts() {
        return alerts.stream().filter(alert -> !alert.resolved()).toList();
    }

    /** The same with no other alerts than these that fire; those that are resolved stay. */
    GroupSnapshot only(Fingerprints fingerprints) {
        return new GroupSnapshot(
                groupId,
                groupKey,
                receiver,
                labels,
                alerts.stream()
                        .filter(alert -> alert.resolved()
                                || fingerprints.contains(alert.alert().fingerprint()))
                        .toList(),
                now);
    }

    public Severity severity() {
        return Severity.worst(firingAlerts().stream()
                .map(alert -> Severity.of(alert.alert().labels().get("severity")))
                .toList());
    }

    /**
     * What the alerts of a part of it are about, those that are resolved included.
     *
     * @param chosen alerts that are in parts of their own
     */
    About about(Part part, Fingerprints chosen) {
        return About.of(alerts.stream()
                .map(NotifiedAlert::alert)
                .filter(alert -> part.kind() == Part.Kind.WHOLE
                        ? !chosen.contains(alert.fingerprint())
                        : part.alerts().contains(alert.fingerprint()))
                .map(Alert::labels)
                .toList());
    }

    /** The headline of the first alert that fires. */
    public String title() {
        var firing = firingAlerts();
        return (firing.isEmpty() ? alerts : firing).getFirst().alert().headline();
    }
}
