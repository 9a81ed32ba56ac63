package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/** What people do to an incident. */
public sealed interface IncidentAction {

    /** As the audit log has it, after {@code incident.} */
    default String verb() {
        return switch (this) {
            case Acknowledge _ -> "acknowledge";
            case Unacknowledge _ -> "unacknowledge";
            case Assign _ -> "assign";
            case Snooze _ -> "snooze";
            case Wake _ -> "wake";
            case Note _ -> "note";
            case Resolve _ -> "resolve";
            case Reopen _ -> "reopen";
            case Merge _ -> "merge";
            case Split _ -> "split";
        };
    }

    /** Takes it on. */
    record Acknowledge() implements IncidentAction {}

    /** Gives it back: nobody works on it. */
    record Unacknowledge() implements IncidentAction {}

    /** @param whom empty for nobody */
    record Assign(Optional<String> whom) implements IncidentAction {}

    /** Nobody is to be bothered with it for a while. */
    record Snooze(Instant until) implements IncidentAction {}

    /** Ends a snooze before its time. */
    record Wake() implements IncidentAction {}

    /** Leaves word for others. */
    record Note(String text) implements IncidentAction {}

    /** @param why may be empty */
    record Resolve(String why) implements IncidentAction {}

    /** @param why may be empty */
    record Reopen(String why) implements IncidentAction {}

    /** @param others what becomes part of it */
    record Merge(Set<UUID> others) implements IncidentAction {

        public Merge {
            others = Set.copyOf(others);
        }
    }

    /**
     * @param alerts those that become an incident of their own
     * @param title of that; empty for the headline of its first alert
     */
    record Split(Fingerprints alerts, Optional<String> title) implements IncidentAction {}
}
