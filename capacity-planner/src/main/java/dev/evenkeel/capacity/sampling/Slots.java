package dev.evenkeel.capacity.sampling;

import java.time.Duration;
import java.time.Instant;

/** The moments at which samples are taken: whole steps since 1970, so that every replica means the same ones. */
final class Slots {

    private Slots() {}

    /** The newest moment that is not after {@code now}. */
    static Instant at(Instant now, Duration step) {
        long millis = now.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, step.toMillis()));
    }
}
