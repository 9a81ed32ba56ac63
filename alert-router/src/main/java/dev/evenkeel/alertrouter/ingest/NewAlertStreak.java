package dev.evenkeel.alertrouter.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the alerts that come next are likely to be new, all of them. So it is in a storm, and hardly ever else: a Prometheus
 * repeats what fires every minute or so. To be used from any thread.
 */
final class NewAlertStreak {

    /** So many alerts have been new before the next ones are taken to be, since to be wrong costs a statement more. */
    static final int LONG = 2_000;

    private final AtomicInteger length = new AtomicInteger();

    boolean isLong() {
        return length.get() >= LONG;
    }

    /**
     * Alerts have been stored.
     *
     * @param merged how many of them were there before
     */
    void stored(int alerts, long merged) {
        length.updateAndGet(before -> merged > 0 ? 0 : Math.min(LONG, before + alerts));
    }
}
