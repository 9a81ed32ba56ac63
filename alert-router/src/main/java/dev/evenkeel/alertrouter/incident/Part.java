package dev.evenkeel.alertrouter.incident;

import java.util.Locale;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * What an incident has of a group of alerts. An incident begins as one part, the whole of a group; merging gives it the
 * parts of others, splitting takes alerts out of its parts. A group is never in two incidents with the same alert.
 *
 * @param kind which alerts of the group are meant
 * @param alerts the alerts that belong here and nowhere else; empty for {@link Kind#WHOLE}
 * @param firing those that were firing when the group was last looked at
 */
record Part(
        UUID incident,
        UUID groupId,
        String groupKey,
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
                incident.receiver(),
                Kind.WHOLE,
                Fingerprints.none(),
                incident.firing());
    }

    Part with(Kind newKind, Fingerprints newAlerts, Fingerprints newFiring) {
        return new Part(incident, groupId, groupKey, receiver, newKind, newAlerts, newFiring);
    }

    Part firing(Fingerprints now) {
        return with(kind, alerts, now);
    }

    Part of(UUID otherIncident) {
        return new Part(otherIncident, groupId, groupKey, receiver, kind, alerts, firing);
    }

    /** This part and another one of the same group, as one of this part's incident. */
    Part and(Part other) {
        boolean whole = kind == Kind.WHOLE || other.kind == Kind.WHOLE;
        return with(
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
