package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Duration;
import java.time.Instant;

import dev.evenkeel.alertrouter.correlation.holdback.HoldBackRule.Damping;

/**
 * How often an alert began lately.
 *
 * @param penalty the decayed count at the moment {@code at}
 * @param startsAt of the last start that was counted
 * @param held whether it is held back
 */
record FlapState(long fingerprint, double penalty, Instant at, Instant startsAt, boolean held) {

    static FlapState first(long fingerprint, Instant startsAt, Instant now) {
        return new FlapState(fingerprint, 1, now, startsAt, false);
    }

    /** When the penalty will have fallen so low that it is told again, if it does not begin once more. */
    Instant calmAt(Damping damping) {
        double halfLives = Math.log(penalty / damping.reuseBelow()) / Math.log(2);
        return at.plusMillis(
                (long) Math.ceil(Math.max(0, halfLives) * damping.halfLife().toMillis()));
    }

    /** The same at a later moment, at which the alert fires since {@code start}. */
    FlapState seen(Instant start, Instant now, Damping damping) {
        double halfLives = Duration.between(at, now).toMillis()
                / (double) damping.halfLife().toMillis();
        double decayed = penalty * Math.pow(0.5, Math.max(0, halfLives));
        boolean again = start.isAfter(startsAt);
        double sum = again ? decayed + 1 : decayed;
        return new FlapState(
                fingerprint,
                sum,
                now,
                again ? start : startsAt,
                held ? sum >= damping.reuseBelow() : sum >= damping.suppressAt());
    }
}
