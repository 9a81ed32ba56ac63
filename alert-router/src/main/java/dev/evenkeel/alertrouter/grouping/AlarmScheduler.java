package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.time.Timers;

/**
 * Wakes this replica when the next group is due: one timer, however many groups. It is a convenience that makes
 * notifications prompt; what it misses, the task {@code flush-groups} finds within a second.
 */
@ApplicationScoped
public class AlarmScheduler {

    private static final Duration TIME_TO_COMMIT = Duration.ofMillis(50);

    private final Timers timers;
    private final Clock clock;
    private final boolean inUse;
    private volatile Runnable listener = () -> {};
    private Timers.Timer timer = () -> false;
    /** {@link Instant#MAX} while there is no alarm. */
    private Instant setFor = Instant.MAX;

    /** @param inUse {@code false} where somebody outside says when work is done, and no timer would fire */
    AlarmScheduler(
            Timers timers,
            Clock clock,
            @ConfigProperty(name = "evenkeel.tasks.scheduled", defaultValue = "true") boolean inUse) {
        this.inUse = inUse;
        this.timers = timers;
        this.clock = clock;
    }

    /** Says whom to wake, which must neither block nor throw. */
    void onRing(Runnable awakened) {
        listener = awakened;
    }

    /** Wakes us at that moment, at once if it has passed. An alarm that is set for an earlier moment stands. */
    public synchronized void ringAt(Instant due) {
        if (!inUse || !due.isBefore(setFor)) {
            return;
        }
        timer.cancel();
        setFor = due;
        timer = timers.set(Duration.between(clock.instant(), due), this::ring);
    }

    /** Like {@link #ringAt}, for groups that a transaction in flight has yet to commit. */
    public void ringAfterCommit(Instant due) {
        Instant committed = clock.instant().plus(TIME_TO_COMMIT);
        ringAt(due.isBefore(committed) ? committed : due);
    }

    private void ring() {
        synchronized (this) {
            setFor = Instant.MAX;
        }
        listener.run();
    }
}
