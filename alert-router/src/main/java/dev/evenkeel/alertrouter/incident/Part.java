package dev.evenkeel.alertrouter.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * What an incident has of a group of alerts. An incident begins as one part, the whole of a group; merging gives it the
 * parts of others, splitting takes alerts out of its parts. A group is never in two incidents with the same alert.
 *
 * @param ownKey under which its alerts were told of apart from the rest of the group; empty if they never were
 * @param kind which alerts of the group are meant
 * @param alerts the alerts that belong here and nowhere else; empty for {@link Kind#WHOLE}
 * @param firing those that were firing when the group was last looked at
 */
record Part(
        UUID incident,
        UUID groupId,
        String groupKey,
        Optional<String> ownKey,
        String receiver,
        Kind kind,
        Fingerprints alerts,
        Fingerprints firing) {

    /** Which alerts of a group a part has. */
    enum Kind {
        /** All that are in no other part; a group has one such part at most. */
        WHOLE,
        /** Those that somebody put there, for as long as the incident lasts. */
        CHOSEN,
        /**
         * Those that fired when somebody resolved the incident: they open no other one for as long as they go on to
         * fire, and are forgotten one by one as they end.
         */
        CLOSED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Part whole(Incident incident) {
        return new Part(
                incident.id(),
                incident.groupId(),
                incident.groupKey(),
                incident.ownKey(),
                incident.receiver(),
                Kind.WHOLE,
                Fingerprints.none(),
                incident.firing());
    }

    Part with(Kind newKind, Fingerprints newAlerts, Fingerprints newFiring) {
        return new Part(incident, groupId, groupKey, ownKey, receiver, newKind, newAlerts, newFiring);
    }

    /** Alerts of this part, apart from the rest of it. */
    Part chosen(UUID otherIncident, Fingerprints taken) {
        return new Part(
                otherIncident,
                groupId,
                groupKey,
                Optional.of(ownKey(otherIncident)),
                receiver,
                Kind.CHOSEN,
                taken,
                taken);
    }

    /** What fires of this part, while the rest of the group is another incident. */
    Part apart() {
        return new Part(
                incident,
                groupId,
                groupKey,
                ownKey.or(() -> Optional.of(ownKey(incident))),
                receiver,
                Kind.CHOSEN,
                firing,
                firing);
    }

    private String ownKey(UUID whose) {
        return groupKey + ":incident:" + whose;
    }

    Part firing(Fingerprints now) {
        return with(kind, alerts, now);
    }

    Part of(UUID otherIncident) {
        return new Part(otherIncident, groupId, groupKey, ownKey, receiver, kind, alerts, firing);
    }

    /** This part and another one of the same group, as one of this part's incident. */
    Part and(Part other) {
        boolean whole = kind == Kind.WHOLE || other.kind == Kind.WHOLE;
        return new Part(
                incident,
                groupId,
                groupKey,
                ownKey.or(other::ownKey),
                receiver,
                whole ? Kind.WHOLE : Kind.CHOSEN,
                whole ? Fingerprints.none() : alerts.and(other.alerts),
                firing.and(other.firing));
    }

    /** This part, of an incident that somebody resolves. */
    Part closed() {
        return with(Kind.CLOSED, firing, firing);
    }

    /** Whether it can be forgotten: no alert is in it, and none can come. */
    boolean isOver() {
        return kind != Kind.WHOLE && alerts.isEmpty();
    }
}
