package dev.evenkeel.alertrouter.escalation.policy;

/** Whom a level tells. */
public sealed interface Target {

    /** In a few words, for people. */
    String text();

    /** A person, by their own rules. */
    record User(String person) implements Target {

        @Override
        public String text() {
            return person;
        }
    }

    /** Whoever is on call by a schedule at the time, by their own rules. */
    record OnCall(String schedule) implements Target {

        @Override
        public String text() {
            return "on call by " + schedule;
        }
    }

    /** Every member of a team, by their own rules. */
    record OfTeam(String team) implements Target {

        @Override
        public String text() {
            return "team " + team;
        }
    }

    /** A receiver of {@code alertmanager.yml}, at once: a chat room, say, or a program. */
    record Channel(String receiver) implements Target {

        @Override
        public String text() {
            return "receiver " + receiver;
        }
    }
}
