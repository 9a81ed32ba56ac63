package dev.evenkeel.alertrouter.oncall.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * When a clock on the wall shows a time. A time that the clock skips in spring counts as the moment of the skip, one that
 * it shows twice in autumn as the first of the two. By this rule times that follow each other on the wall never change
 * places, so that no shift ends before it begins.
 */
public final class WallClock {

    private WallClock() {}

    public static Instant instant(LocalDateTime shown, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(shown);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : shown.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
