package dev.evenkeel.backup.rpo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.backup.targets.Rpo;

/**
 * How a target stood at a look.
 *
 * @param promised empty if there is no objective, or none any more
 * @param newest the newest good backup
 * @param at when the look was
 */
public record RpoStanding(
        String target, Optional<Rpo> promised, RpoState state, Optional<RecoveryPoint> newest, Instant at) {

    public boolean isBreached() {
        return state.phase() == RpoState.Phase.BREACHED;
    }

    /** Whether the objective was held against a backup yet. */
    public boolean isLookedAt() {
        return state.phase() != RpoState.Phase.NOT_PROMISED;
    }

    /** Of the newest good backup; empty if there is none. */
    public Optional<Duration> age() {
        return newest.map(point -> Duration.between(point.at(), at));
    }

    /** The id of the newest good backup. */
    public Optional<String> newestBackup() {
        return newest.map(RecoveryPoint::backup);
    }

    RpoStanding in(RpoState other) {
        return new RpoStanding(target, promised, other, newest, at);
    }

    RpoState next() {
        return state.after(promised, newest, at);
    }
}
