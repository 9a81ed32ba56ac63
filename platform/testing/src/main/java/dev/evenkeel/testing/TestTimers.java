package dev.evenkeel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.time.Timers;

/** Timers that expire when a test says that time has passed, on its own thread. */
public final class TestTimers implements Timers {

    private final List<RunningTimer> running = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    @Override
    public synchronized Timer set(Duration after, Runnable expired) {
        var timer = new RunningTimer(passed.plus(after), expired);
        running.add(timer);
        return timer;
    }

    /** Lets time pass: what is due by then expires, the earliest first. */
    public void advance(Duration by) {
        synchronized (this) {
            passed = passed.plus(by);
        }
        for (Optional<RunningTimer> due = due(); due.isPresent(); due = due()) {
            if (due.get().cancel()) {
                due.get().expired.run();
            }
        }
    }

    /** How many have neither expired nor been cancelled. */
    public synchronized int running() {
        return running.size();
    }

    private synchronized Optional<RunningTimer> due() {
        return running.stream()
                .filter(timer -> timer.due.compareTo(passed) <= 0)
                .min(Comparator.comparing(timer -> timer.due));
    }

    private final class RunningTimer implements Timer {

        private final Duration due;
        private final Runnable expired;

        RunningTimer(Duration due, Runnable expired) {
            this.due = due;
            this.expired = expired;
        }

        @Override
        public boolean cancel() {
            synchronized (TestTimers.this) {
                return running.remove(this);
            }
        }
    }
}
