package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is believed of a resource. A judgement that differs from it must last for the time that the resource takes to
 * settle; one that wavers is not believed, and neither is one that cannot be made. That all is fine is believed at once of
 * a resource of which nothing was known.
 *
 * <pre>
 *                         ┌──────────────── saturated ───────────────┐
 *                         │                                          ▼
 *   UNKNOWN ──fine──▶   FINE   ──predicted──▶   PREDICTED ──▶   SATURATED
 *      │                  ▲                       │   ▲             │  │
 *      │                  └────────fine───────────┘   └──predicted──┘  │
 *      │                  └────────────────────fine────────────────────┘
 *      └──────▶ PREDICTED or SATURATED, if that is how it is first judged
 * </pre>
 *
 * <p>Whether it is judged as threatened also depends on the phase (see {@link Judgement}): it takes less to stay in
 * PREDICTED or SATURATED than to get there.
 *
 * @param phase what is believed
 * @param since when it began to be so
 * @param leaning what it may become
 */
public record SaturationState(Phase phase, Instant since, Optional<Leaning> leaning) {

    /**
     * A judgement that is not believed yet.
     *
     * @param since when it was made first, and without a break since then
     */
    public record Leaning(Phase to, Instant since) {}

    /** Of a resource that was never judged. */
    static SaturationState unknown(Instant now) {
        return new SaturationState(Phase.UNKNOWN, now, Optional.empty());
    }

    /**
     * The state after a judgement at {@code now}; an equal one if nothing changed.
     *
     * @param judged empty if no judgement can be made
     */
    SaturationState after(Optional<Phase> judged, Duration settle, Instant now) {
        if (judged.isEmpty() || judged.get() == phase) {
            return new SaturationState(phase, since, Optional.empty());
        }
        Instant began = leaning.filter(known -> known.to() == judged.get())
                .map(Leaning::since)
                // A clock that was set back must not make the judgement wait until it has caught up.
                .filter(known -> !known.isAfter(now))
                .orElse(now);
        boolean first = phase == Phase.UNKNOWN && judged.get() == Phase.FINE;
        boolean lasted = first || !began.plus(settle).isAfter(now);
        return lasted
                ? new SaturationState(judged.get(), began, Optional.empty())
                : new SaturationState(phase, since, Optional.of(new Leaning(judged.get(), began)));
    }

    /**
     * What others are told of a change from {@code before}: true if the resource is threatened, or more than before;
     * false if it is no longer; empty if there is nothing to tell.
     */
    Optional<Boolean> toldAfter(SaturationState before) {
        if (phase == before.phase) {
            return Optional.empty();
        }
        if (phase == Phase.SATURATED || (phase == Phase.PREDICTED && !before.phase.threatens())) {
            return Optional.of(true);
        }
        return phase == Phase.FINE && before.phase.threatens() ? Optional.of(false) : Optional.empty();
    }
}
