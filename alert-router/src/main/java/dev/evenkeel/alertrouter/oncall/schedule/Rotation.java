package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * When one shift ends and the next begins. Lengths are counted on the wall: after a week the clock shows the same time of
 * the same day, whether or not it was set forth or back in between, so a shift may last an hour more or less than others.
 *
 * @param first the beginning of the shift number 0, as the clock shows it
 * @param length of a shift on the wall, in whole seconds
 * @param zone where the clock hangs
 */
public record Rotation(LocalDateTime first, Duration length, ZoneId zone) {

    /** @throws IllegalArgumentException if the length is less than a second */
    public Rotation {
        if (length.toSeconds() < 1) {
            throw new IllegalArgumentException("a shift lasts at least a second, not " + length);
        }
    }

    /** The beginning of a shift; a shift that the clock skips as a whole begins where it ends. */
    public Instant handoff(long number) {
        return WallClock.instant(first.plusSeconds(number * length.toSeconds()), zone);
    }

    /** The number of the shift that is on at a moment, negative before the first. */
    public long numberAt(Instant moment) {
        LocalDateTime shown = LocalDateTime.ofInstant(moment, zone);
        long number = Math.floorDiv(Duration.between(first, shown).toSeconds(), length.toSeconds());
        // an hour that is shown twice leads too far back, the one after it too far forth
        while (handoff(number).isAfter(moment)) {
            number--;
        }
        while (!handoff(number + 1).isAfter(moment)) {
            number++;
        }
        return number;
    }
}
