package dev.evenkeel.health.state;

import java.time.Instant;
import java.util.Objects;

/**
 * The state of one component and how far the next change is.
 *
 * <pre>
 *              a success                      failureThreshold failures in a row
 *   UNKNOWN ─────────────▶ UP ──────────────────────────────────────────────────▶ DOWN
 *      │                    ▲                                                      │ ▲
 *      │                    └──────────── successThreshold successes in a row ─────┘ │
 *      └──────────────── failureThreshold failures in a row ─────────────────────────┘
 * </pre>
 *
 * <p>One success is enough to leave UNKNOWN: a component that just started being watched is not held back.
 *
 * @param state what is known
 * @param since when the state began: the start of the first check of the row that led to it, so that an outage is as old
 *     as its first failure and not as its detection
 * @param streak how many results in a row point away from {@code state}
 * @param streakStart when the first of them was; meaningless if {@code streak} is 0
 * @param reason why it is DOWN; empty otherwise
 */
public record ComponentState(State state, Instant since, int streak, Instant streakStart, String reason) {

    public ComponentState {
        Objects.requireNonNull(state);
        Objects.requireNonNull(since);
    }

    /** Not checked yet. */
    public static ComponentState unknown(Instant since) {
        return new ComponentState(State.UNKNOWN, since, 0, since, "");
    }

    /** As it was before a restart. */
    public static ComponentState restored(State state, Instant since, String reason) {
        return new ComponentState(state, since, 0, since, reason);
    }

    /** The state after one more result. */
    public ComponentState after(CheckResult result, int failureThreshold, int successThreshold) {
        if (result.success() ? state == State.UP : state == State.DOWN) {
            return new ComponentState(state, since, 0, since, result.reason());
        }
        // A row leads away from a known state; from UNKNOWN only failures make one, as the first success ends it.
        int length = streak + 1;
        Instant start = streak == 0 ? result.at() : streakStart;
        int needed = result.success() ? (state == State.UNKNOWN ? 1 : successThreshold) : failureThreshold;
        if (length < needed) {
            return new ComponentState(state, since, length, start, reason);
        }
        Instant began = state == State.UNKNOWN && result.success() ? result.at() : start;
        return new ComponentState(result.success() ? State.UP : State.DOWN, began, 0, began, result.reason());
    }
}
