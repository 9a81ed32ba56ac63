package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people do to an incident. */
public sealed interface IncidentAction {

    /** As the audit log has it, after {@code incident.} */
    String verb();

    /** Takes it on. */
    record Acknowledge() implements IncidentAction {

        @Override
        public String verb() {
            return "acknowledge";
        }
    }

    /** Gives it back: nobody works on it. */
    record Unacknowledge() implements IncidentAction {

        @Override
        public String verb() {
            return "unacknowledge";
        }
    }

    /** @param whom empty for nobody */
    record Assign(Optional<String> whom) implements IncidentAction {

        @Override
        public String verb() {
            return "assign";
        }
    }

    /** Nobody is to be bothered with it for a while. */
    record Snooze(Instant until) implements IncidentAction {

        @Override
        public String verb() {
            return "snooze";
        }
    }

    /** Ends a snooze before its time. */
    record Wake() implements IncidentAction {

        @Override
        public String verb() {
            return "wake";
        }
    }

    /** Leaves word for others. */
    record Note(String text) implements IncidentAction {

        @Override
        public String verb() {
            return "note";
        }
    }

    /** @param why may be empty */
    record Resolve(String why) implements IncidentAction {

        @Override
        public String verb() {
            return "resolve";
        }
    }

    /** @param why may be empty */
    record Reopen(String why) implements IncidentAction {

        @Override
        public String verb() {
            return "reopen";
        }
    }

    /** @param others what becomes part of it */
    record Merge(Set<UUID> others) implements IncidentAction {

        public Merge {
            others = Set.copyOf(others);
        }

        @Override
        public String verb() {
            return "merge";
        }
    }

    /**
     * @param alerts fingerprints of those that become an incident of their own
     * @param title of that; empty for the headline of its first alert
     */
    record Split(Set<Long> alerts, Optional<String> title) implements IncidentAction {

        public Split {
            alerts = Set.copyOf(alerts);
        }

        @Override
        public String verb() {
            return "split";
        }
    }
}
