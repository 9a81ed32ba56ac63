package dev.evenkeel.health.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.health.state.CheckResult;
import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.platform.tasks.Task;

/**
 * Writes down what happens. What is handed in is taken at once and written in rounds, changes one after the other in
 * their order; while the database is away it waits in memory, within bounds.
 */
@ApplicationScoped
public class HistoryService implements Task {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** A day of minutes for 100 components: longer than a database is away unnoticed. */
    private static final int MOST_COUNTS = 144_000;

    private static final int MOST_CHANGES = 10_000;

    private final ChangeStore changes;
    private final CountStore counts;
    private final MinuteCounts waitingCounts = new MinuteCounts(MOST_COUNTS);
    private final Deque<ComponentChanged> waitingChanges = new ArrayDeque<>();

    HistoryService(ChangeStore changes, CountStore counts) {
        this.changes = changes;
        this.counts = counts;
    }

    /** The states as they were written last, before a restart. */
    public Uni<Map<String, ComponentState>> lastStates() {
        return changes.states();
    }

    public void remember(String component, CheckResult result) {
        waitingCounts.add(component, result);
    }

    public void remember(ComponentChanged change) {
        synchronized (waitingChanges) {
            if (waitingChanges.size() >= MOST_CHANGES) {
                ComponentChanged dropped = waitingChanges.removeFirst();
                Log.errorf(
                        "Dropped a change of %s: more wait than can be kept",
                        dropped.change().component());
            }
            waitingChanges.addLast(change);
        }
    }

    @Override
    public String name() {
        return "health-history";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    /** Writes everything that waits; what could not be written waits for the next round. */
    @Override
    public Uni<Void> run() {
        return writeChanges().chain(this::writeCounts);
    }

    private Uni<Void> writeChanges() {
        return Multi.createBy()
                .repeating()
                .uni(this::writeOldestChange)
                .whilst(written -> written)
                .onItem()
                .ignoreAsUni();
    }

    /** @return whether there was one */
    private Uni<Boolean> writeOldestChange() {
        ComponentChanged oldest;
        synchronized (waitingChanges) {
            oldest = waitingChanges.peekFirst();
        }
        if (oldest == null) {
            return Uni.createFrom().item(false);
        }
        return changes.write(oldest).map(written -> {
            synchronized (waitingChanges) {
                waitingChanges.remove(oldest);
            }
            return true;
        });
    }

    private Uni<Void> writeCounts() {
        List<MinuteCounts.Count> taken = waitingCounts.take();
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return counts.add(taken).onFailure().invoke(() -> waitingCounts.putBack(taken));
    }
}
