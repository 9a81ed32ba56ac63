package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.capacity.resource.Resource;

/** What a look at a resource says of it. To get out of trouble takes a little more than to be just out of it. */
final class Judgement {

    /** Of the threshold: below it a saturated resource is no longer so. */
    private static final double RELIEF = 0.95;

    /** Of the time within which a warning is due: a prediction beyond it is no longer worth one. */
    private static final double FARTHER = 1.25;

    private Judgement() {}

    /**
     * @param current the phase so far
     * @param threshold from which on the resource counts as saturated
     * @param expected when the forecast reaches the threshold, if it does
     * @param forecast whether there is a forecast
     * @return empty if nothing can be said
     */
    static Optional<Phase> of(
            Phase current,
            Resource resource,
            double used,
            double threshold,
            Optional<Instant> expected,
            boolean forecast,
            Instant now) {
        if (used >= (current == Phase.SATURATED ? RELIEF * threshold : threshold)) {
            return Optional.of(Phase.SATURATED);
        }
        if (!forecast) {
            return current == Phase.SATURATED ? Optional.of(Phase.FINE) : Optional.empty();
        }
        long warn = (long) (resource.warnWithin().toMillis() * (current.threatens() ? FARTHER : 1));
        boolean soon = expected.isPresent() && !expected.get().isAfter(now.plus(Duration.ofMillis(warn)));
        return Optional.of(soon ? Phase.PREDICTED : Phase.FINE);
    }
}
