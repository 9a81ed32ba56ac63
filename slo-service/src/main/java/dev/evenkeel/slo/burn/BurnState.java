package dev.evenkeel.slo.burn;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a policy of an objective is.
 *
 * <pre>
 *   CALM ──breached──▶ PENDING ──breached for alertAfter──▶ FIRING
 *    ▲                    │                                    │
 *    └────not breached────┴───────────not breached─────────────┘
 * </pre>
 *
 * @param phase where it is
 * @param since when the breach began; when it ended, if the phase is CALM
 */
public record BurnState(Phase phase, Instant since) {

    /** How far a breach has come. */
    public enum Phase {
        CALM,
        PENDING,
        FIRING
    }

    /** The state after a look at {@code now}; the same object if nothing changed. */
    public BurnState after(boolean breached, Duration alertAfter, Instant now) {
        if (!breached) {
            return phase == Phase.CALM ? this : new BurnState(Phase.CALM, now);
        }
        Instant began = phase == Phase.CALM ? now : since;
        boolean longEnough = !began.plus(alertAfter).isAfter(now);
        Phase next = phase == Phase.FIRING || longEnough ? Phase.FIRING : Phase.PENDING;
        return next == phase ? this : new BurnState(next, began);
    }

    /** What others are told of a change from {@code before}: whether the policy fires now; empty if that is as before. */
    public Optional<Boolean> toldAfter(BurnState before) {
        boolean fires = phase == Phase.FIRING;
        return fires == (before.phase == Phase.FIRING) ? Optional.empty() : Optional.of(fires);
    }
}
