package dev.evenkeel.alertrouter.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/** What a look at a group means for one of its incidents. */
public sealed interface IncidentChange {

    /** The incident after the change. */
    Incident incident();

    /** The group's part of it after the change. */
    Part part();

    /** Alerts began to fire that are in no incident. */
    record Opened(Incident incident, Part part) implements IncidentChange, Told {

        @Override
        public String sentence() {
            return "Opened with " + alerts(incident.firing().size()) + " firing";
        }

        @Override
        public String kind() {
            return "opened";
        }
    }

    /** Alerts joined or left, and some still fire. */
    record Updated(Incident incident, Part part, int joined, int left) implements IncidentChange, Told {

        @Override
        public String sentence() {
            return "%s firing: %d new, %d resolved"
                    .formatted(alerts(incident.firing().size()), joined, left);
        }

        @Override
        public String kind() {
            return "updated";
        }
    }

    /** The last alert is resolved. */
    record Resolved(Incident incident, Part part) implements IncidentChange, Told {

        @Override
        public String sentence() {
            return "Resolved: no alert fires any more";
        }

        @Override
        public String kind() {
            return "resolved";
        }
    }

    /** The part changed and the incident did not: it is closed, or has the same alerts of another group. */
    record Moved(Incident incident, Part part) implements IncidentChange {}

    /** A change that is in the timeline and in an event. */
    sealed interface Told extends IncidentChange {

        /** A sentence for the timeline. */
        String sentence();

        /** As the event's type and the timeline have it. */
        String kind();
    }

    /**
     * Compares a group with its incidents.
     *
     * @param incidents those that have a part of the group
     * @param newId of the incident, should one be opened
     * @return nothing if nothing has changed
     */
    static List<IncidentChange> of(Collection<IncidentWithParts> incidents, GroupSnapshot group, UUID newId) {
        Standing standing = Standing.of(group.groupId(), incidents);
        Fingerprints firing = group.firing();
        List<IncidentChange> changes = new ArrayList<>();
        for (IncidentWithParts placed : incidents) {
            placed.parts().stream()
                    .filter(part -> part.groupId().equals(group.groupId()))
                    .forEach(part -> {
                        Fingerprints now = standing.firingIn(part, firing);
                        if (!now.equals(part.firing())) {
                            changes.add(change(placed, part, now, group));
                        }
                    });
        }
        Fingerprints nowhere = standing.firingNowhere(firing);
        if (!nowhere.isEmpty()) {
            Incident opened = Incident.opened(newId, group.only(nowhere));
            changes.add(new Opened(opened, Part.whole(opened)));
        }
        return changes;
    }

    private static IncidentChange change(IncidentWithParts placed, Part part, Fingerprints now, GroupSnapshot group) {
        Incident before = placed.incident();
        if (part.kind() == Part.Kind.CLOSED) {
            return new Moved(before, part.with(Part.Kind.CLOSED, now, now));
        }
        Part after = part.firing(now);
        Fingerprints firing = new IncidentWithParts(
                        before,
                        placed.parts().stream()
                                .map(each -> each.equals(part) ? after : each)
                                .toList())
                .firing();
        if (firing.equals(before.firing())) {
            return new Moved(before, after);
        }
        if (firing.isEmpty()) {
            return new Resolved(
                    before.change(group.now()).resolvedBy(Optional.empty()).done(), after);
        }
        Incident incident = before.change(group.now())
                .firing(firing)
                .atLeast(group.only(now).severity())
                .done();
        return new Updated(
                incident,
                after,
                firing.without(before.firing()).size(),
                before.firing().without(firing).size());
    }

    /** So many alerts, in words. */
    static String alerts(int count) {
        return count == 1 ? "1 alert" : count + " alerts";
    }
}
