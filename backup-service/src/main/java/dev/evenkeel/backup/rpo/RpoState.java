package dev.evenkeel.backup.rpo;

import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.backup.targets.Rpo;

/**
 * How a target stands with its recovery point objective.
 *
 * <pre>
 *                       the newest good backup is too old
 *   NOT_PROMISED ──▶ KEPT ─────────────────────────────────▶ BREACHED
 *        ▲            │ ▲                                      │  │
 *        └────────────┘ └────── there is one young enough ─────┘  │
 *        └──────────────── no objective any more ─────────────────┘
 * </pre>
 *
 * <p>A target without any good backup has as long for its first one as the objective says, from when it was made.
 *
 * @param since when the phase began; a breach begins at the moment from which the newest good backup was too old
 */
public record RpoState(Phase phase, Instant since) {

    /** What is to be said of an objective. */
    public enum Phase {
        NOT_PROMISED,
        KEPT,
        BREACHED
    }

    /** @param now what an objective that was made just now counts from */
    static RpoState initial(Instant now) {
        return new RpoState(Phase.NOT_PROMISED, now);
    }

    /** The state after a look at {@code now}; the same object if nothing changed. */
    RpoState after(Optional<Rpo> promised, Optional<RecoveryPoint> newest, Instant now) {
        if (promised.isEmpty()) {
            return phase == Phase.NOT_PROMISED ? this : new RpoState(Phase.NOT_PROMISED, now);
        }
        Optional<Instant> tooOldFrom = newest.map(RecoveryPoint::at)
                .or(() -> phase == Phase.KEPT ? Optional.of(since) : Optional.empty())
                .map(point -> point.plus(promised.get().within()));
        // With nothing to go back to, a breach lasts, and a new objective is kept for now.
        boolean breached = tooOldFrom.map(moment -> !moment.isAfter(now)).orElse(phase == Phase.BREACHED);
        if (breached) {
            return phase == Phase.BREACHED ? this : new RpoState(Phase.BREACHED, tooOldFrom.orElse(now));
        }
        return phase == Phase.KEPT ? this : new RpoState(Phase.KEPT, now);
    }
}
