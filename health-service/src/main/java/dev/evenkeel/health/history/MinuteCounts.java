package dev.evenkeel.health.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.health.state.CheckResult;

/**
 * Check results that are not written yet, summed up by component and minute. Thread-safe. What is taken and then could
 * not be written is put back; sums of the same minute add up, here as in the database.
 */
final class MinuteCounts {

    /**
     * The results of one component in one minute.
     *
     * @param minute its first instant
     * @param durationSum of all checks, in seconds
     * @param durationMax the longest check, in seconds
     */
    record Count(
            String component, Instant minute, int successes, int failures, double durationSum, double durationMax) {

        Count plus(Count other) {
            return new Count(
                    component,
                    minute,
                    successes + other.successes,
                    failures + other.failures,
                    durationSum + other.durationSum,
                    Math.max(durationMax, other.durationMax));
        }
    }

    private record Key(String component, Instant minute) {}

    private final int most;
    private final Map<Key, Count> waiting = new HashMap<>();

    /** @param most how many counts are kept at the most while they cannot be written; further minutes are dropped */
    MinuteCounts(int most) {
        this.most = most;
    }

    void add(String component, CheckResult result) {
        double seconds = result.duration().toNanos() / 1e9;
        add(new Count(
                component,
                result.at().truncatedTo(ChronoUnit.MINUTES),
                result.success() ? 1 : 0,
                result.success() ? 0 : 1,
                seconds,
                seconds));
    }

    /** Everything that waits, which from now on waits no more. */
    synchronized List<Count> take() {
        List<Count> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        return taken;
    }

    void putBack(List<Count> counts) {
        counts.forEach(this::add);
    }

    private synchronized void add(Count count) {
        Key key = new Key(count.component(), count.minute());
        if (waiting.containsKey(key) || waiting.size() < most) {
            waiting.merge(key, count, Count::plus);
        }
    }
}
