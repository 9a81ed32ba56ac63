package dev.evenkeel.alertrouter.grouping;

import java.time.Instant;
import java.util.Map;

import dev.evenkeel.alertrouter.routing.RouteOptions;

/**
 * The timing of a group.
 *
 * <pre>
 *            first alert                     every group_interval
 *   (none) ───────────────▶ waiting ──turn──▶ watched ──turn──┐
 *                           group_wait           ▲            │
 *                                                └────────────┤ alerts remain, or one could not be told
 *   (none) ◀──────────────────────────────────────────────────┘ all resolved, and everybody knows
 * </pre>
 *
 * <p>Between two turns a group is looked at only for integrations that failed and whose retry is due.
 *
 * @param nextTurnAt when the group next asks itself what there is to say
 * @param retries what is owed, by the integration's name
 */
public record GroupState(Instant nextTurnAt, Map<String, Retry> retries) {

    /**
     * A delivery that failed and is to be tried again.
     *
     * @param attempts how many failed in a row, at least 1
     * @param dueAt when the next one may be made
     */
    public record Retry(int attempts, Instant dueAt) {}

    public GroupState {
        retries = Map.copyOf(retries);
    }

    /**
     * When a group that an alert has just entered first speaks: after {@code group_wait}, or at once if the alert has
     * been firing for longer than that already (we were away, or it waited elsewhere).
     */
    public static Instant firstTurn(RouteOptions options, Instant alertStartedAt, Instant now) {
        return alertStartedAt.plus(options.groupWait()).isBefore(now) ? now : now.plus(options.groupWait());
    }

    public boolean isTurn(Instant now) {
        return !now.isBefore(nextTurnAt);
    }

    /** The next moment at which there may be something to do. */
    public Instant dueAt() {
        return retries.values().stream()
                .map(Retry::dueAt)
                .filter(retry -> retry.isBefore(nextTurnAt))
                .min(Instant::compareTo)
                .orElse(nextTurnAt);
    }
}
