package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wakes this replica when the next group is due: one timer, however many groups. It is a convenience that makes
 * notifications prompt; what it misses, the task {@code flush-groups} finds within a second.
 */
@ApplicationScoped
public class AlarmScheduler {

    private static final long NOT_SET = -1;
    private static final Duration TIME_TO_COMMIT = Duration.ofMillis(50);

    private final Vertx vertx;
    private final Clock clock;
    private final boolean inUse;
    private volatile Runnable listener = () -> {};
    private long timer = NOT_SET;
    private Instant setFor = Instant.MAX;

    /** @param inUse {@code false} where somebody outside says when work is done, and no timer would fire */
    AlarmScheduler(
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "evenkeel.tasks.scheduled", defaultValue = "true") boolean inUse) {
        this.inUse = inUse;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Says whom to wake, which must neither block nor throw. */
    void onRing(Runnable awakened) {
        listener = awakened;
    }

    /** Wakes us at that moment, at once if it has passed. An alarm that is set for an earlier moment stands. */
    public synchronized void ringAt(Instant due) {
        if (!inUse) {
            return;
        }
        if (timer != NOT_SET) {
            if (!due.isBefore(setFor)) {
                return;
            }
            vertx.cancelTimer(timer);
        }
        long delay = Math.max(1, Duration.between(clock.instant(), due).toMillis());
        setFor = due;
        timer = vertx.setTimer(delay, fired -> ring());
    }

    /** Like {@link #ringAt}, for groups that a transaction in flight has yet to commit. */
    public void ringAfterCommit(Instant due) {
        Instant committed = clock.instant().plus(TIME_TO_COMMIT);
        ringAt(due.isBefore(committed) ? committed : due);
    }

    private void ring() {
        synchronized (this) {
            timer = NOT_SET;
            setFor = Instant.MAX;
        }
        listener.run();
    }
}
