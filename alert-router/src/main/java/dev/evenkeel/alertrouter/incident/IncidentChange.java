package dev.evenkeel.alertrouter.incident;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a look at a group means for its incident. */
public sealed interface IncidentChange {

    /** A sentence for the timeline. */
    String sentence();

    /** The incident after the change. */
    Incident incident();

    /** The group began to fire. */
    record Opened(Incident incident) implements IncidentChange {

        @Override
        public String sentence() {
            return "Opened with " + alerts(incident.firing().size()) + " firing";
        }
    }

    /** Alerts joined or left, and some still fire. */
    record Updated(Incident incident, int joined, int left) implements IncidentChange {

        @Override
        public String sentence() {
            return "%s firing: %d new, %d resolved"
                    .formatted(alerts(incident.firing().size()), joined, left);
        }
    }

    /** The last alert is resolved. */
    record Resolved(Incident incident) implements IncidentChange {

        @Override
        public String sentence() {
            return "Resolved: no alert fires any more";
        }
    }

    /**
     * Compares a group with its incident.
     *
     * @param current the group's unresolved incident, if it has one
     * @param newId of the incident, should one be opened
     * @return empty if nothing has changed
     */
    static Optional<IncidentChange> of(Optional<Incident> current, GroupSnapshot group, UUID newId) {
        Set<Long> firing = group.firing();
        if (current.isEmpty()) {
            return firing.isEmpty() ? Optional.empty() : Optional.of(new Opened(opened(group, newId)));
        }
        Incident incident = current.get();
        if (incident.firing().equals(firing)) {
            return Optional.empty();
        }
        if (firing.isEmpty()) {
            return Optional.of(new Resolved(changed(incident, group, Incident.Status.RESOLVED)));
        }
        return Optional.of(new Updated(
                changed(incident, group, incident.status()),
                without(firing, incident.firing()),
                without(incident.firing(), firing)));
    }

    private static Incident opened(GroupSnapshot group, UUID id) {
        return new Incident(
                id,
                group.groupId(),
                group.groupKey(),
                group.receiver(),
                group.title(),
                group.severity(),
                Incident.Status.OPEN,
                group.firing(),
                group.firing().size(),
                group.now(),
                group.now(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static Incident changed(Incident incident, GroupSnapshot group, Incident.Status status) {
        Set<Long> firing = group.firing();
        boolean resolved = status == Incident.Status.RESOLVED;
        Severity worst = incident.severity().compareTo(group.severity()) > 0 ? incident.severity() : group.severity();
        return new Incident(
                incident.id(),
                incident.groupId(),
                incident.groupKey(),
                incident.receiver(),
                incident.title(),
                worst,
                status,
                firing,
                Math.max(incident.alertsSeen(), firing.size()),
                incident.openedAt(),
                group.now(),
                incident.acknowledgement(),
                resolved ? Optional.of(group.now()) : Optional.empty(),
                incident.version() + 1);
    }

    private static int without(Set<Long> all, Set<Long> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest.size();
    }

    private static String alerts(int count) {
        return count == 1 ? "1 alert" : count + " alerts";
    }
}
