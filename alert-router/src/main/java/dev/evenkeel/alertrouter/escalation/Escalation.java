package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.UUID;

import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Progress;
import dev.evenkeel.platform.series.Labels;

/**
 * How far the escalation of an incident has come.
 *
 * <pre>
 *             acknowledge, snooze             resolve, merge
 *   RUNNING ─────────────────────▶ PAUSED ─────────────────▶ ENDED
 *    ▲  ▲ ◀──un-acknowledge, end of snooze──┘                  │
 *    │  └────────────────────────reopen────────────────────────┘
 *  open
 * </pre>
 *
 * What came in a storm begins {@code HELD}, without anybody being told, and goes on as any other when the storm is over, or when it
 * becomes critical.
 *
 * @param groupLabels of the incident's group, which may be gone by the time that somebody is told
 */
record Escalation(
        UUID incidentId, String policy, State state, Progress progress, Labels groupLabels, Instant startedAt) {

    enum State {
        RUNNING,
        PAUSED,
        ENDED,
        HELD
    }

    Escalation with(State next, Progress reached) {
        return new Escalation(incidentId, policy, next, reached, groupLabels, startedAt);
    }

    /** As it goes on by its policy: after a pause from where it was, otherwise from the beginning. */
    Escalation resumed(Policy known, Instant now) {
        return with(State.RUNNING, state == State.PAUSED ? progress.resumed(known, now) : Progress.from(now));
    }

    Escalation under(String another, State next, Progress reached) {
        return new Escalation(incidentId, another, next, reached, groupLabels, startedAt);
    }
}
