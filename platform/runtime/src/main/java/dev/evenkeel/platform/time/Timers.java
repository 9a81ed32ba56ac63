package dev.evenkeel.platform.time;

import java.time.Duration;

/** What sets timers in a service, to be used from any thread. In a test nothing expires until the test says so. */
@FunctionalInterface
public interface Timers {

    /** A timer that was set. */
    @FunctionalInterface
    interface Timer {

        /** @return whether that came in time: if not, it has expired or was cancelled before */
        boolean cancel();
    }

    /**
     * @param after is rounded down to milliseconds, of which there is at least one
     * @param expired neither blocks nor throws
     */
    Timer set(Duration after, Runnable expired);
}
