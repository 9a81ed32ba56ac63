package dev.evenkeel.alertrouter.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.alert.Alert;

/**
 * Reports that wait to be written, in the order in which they came, and how many writes are under way. To be used from any
 * thread.
 *
 * <p>If none is under way, a write begins with whatever there is. While one is under way, and waits for the disk, a second one
 * begins, but only for as many alerts as make up for what a write takes by itself, or for reports that have waited
 * {@link #PATIENCE}; otherwise they are written together with those that come meanwhile.
 *
 * @param <T> whoever waits for a report to be written
 */
final class ReportQueue<T> {

    /** So long reports may wait for others, while another write is under way. */
    static final Duration PATIENCE = Duration.ofMillis(20);

    static final int LARGEST_WRITE = 2_000;
    static final int WORTH_A_WRITE = 192;
    private static final int WRITES_AT_ONCE = 2;

    /** @param alerts by fingerprint */
    record Report<T>(Map<Long, Alert> alerts, T reporter) {}

    /** When something is to be done about a report. */
    enum Turn {
        /** A write has begun: {@link #next} says of what. */
        NOW,
        /** {@link #hurry} is to be called after {@link #PATIENCE}. */
        SOON,
        /** It goes with others. */
        LATER
    }

    private final Deque<Report<T>> waiting = new ArrayDeque<>();
    private int alerts;
    private int writes;
    private boolean hurried;

    synchronized Turn add(Report<T> report) {
        boolean first = waiting.isEmpty();
        waiting.add(report);
        alerts += report.alerts().size();
        if (writes < WRITES_AT_ONCE && isWorthAWrite()) {
            writes++;
            return Turn.NOW;
        }
        return first ? Turn.SOON : Turn.LATER;
    }

    /** @return whether a write has begun, for what has waited long enough */
    synchronized boolean hurry() {
        if (waiting.isEmpty()) {
            return false;
        }
        hurried = true;
        if (writes == WRITES_AT_ONCE) {
            return false;
        }
        writes++;
        return true;
    }

    private boolean isWorthAWrite() {
        return writes == 0 || hurried || alerts >= WORTH_A_WRITE;
    }

    /** What a write goes on with when it has written what it had; nothing if it has ended. */
    synchronized List<Report<T>> afterWrite() {
        writes--;
        if (!isWorthAWrite()) {
            return List.of();
        }
        writes++;
        return next();
    }

    /**
     * What a write that has begun is to write: as many reports as fit into one statement, which must not name an alert twice.
     * Nothing if others were faster; the write has ended then.
     */
    synchronized List<Report<T>> next() {
        List<Report<T>> batch = new ArrayList<>();
        var fingerprints = new HashSet<Long>();
        while (!waiting.isEmpty() && fits(waiting.peek(), fingerprints)) {
            Report<T> report = waiting.poll();
            alerts -= report.alerts().size();
            fingerprints.addAll(report.alerts().keySet());
            batch.add(report);
        }
        // what did not fit has waited as long as the rest
        hurried = !waiting.isEmpty();
        if (batch.isEmpty()) {
            writes--;
        }
        return batch;
    }

    private static boolean fits(Report<?> report, Set<Long> fingerprints) {
        return fingerprints.isEmpty()
                || (fingerprints.size() + report.alerts().size() <= LARGEST_WRITE
                        && report.alerts().keySet().stream().noneMatch(fingerprints::contains));
    }
}
