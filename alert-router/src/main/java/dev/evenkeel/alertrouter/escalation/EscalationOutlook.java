package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What escalation has in store for an alert.
 *
 * @param incident that is escalated; null if there is none yet
 * @param policy by name; null if none is for it, so that nobody is told by escalation
 * @param state {@code running}, {@code paused} (somebody took it on, or it waits), {@code ended}, or {@code held} until the
 *     storm is over that it came in; {@code to-come} before there is an incident
 * @param nextLevel null if no level is due any more
 * @param nextAt when it is due if nobody takes the incident on; null while nothing is
 * @param recipients who would be told then, as far as it is known now
 * @param unreachable whom the level names that cannot be told, and why
 */
public record EscalationOutlook(
        UUID incident,
        String policy,
        String state,
        String nextLevel,
        Instant nextAt,
        List<String> recipients,
        List<String> unreachable) {

    public EscalationOutlook {
        recipients = List.copyOf(recipients);
        unreachable = List.copyOf(unreachable);
    }

    /** The same in a storm that lasts: nobody is told of what is not critical by itself. */
    public EscalationOutlook held() {
        return policy == null ? this : quiet(incident, policy, "held");
    }

    /** Nothing is due any more, or as yet. */
    static EscalationOutlook quiet(UUID incident, String policy, String state) {
        return new EscalationOutlook(incident, policy, state, null, null, List.of(), List.of());
    }
}
