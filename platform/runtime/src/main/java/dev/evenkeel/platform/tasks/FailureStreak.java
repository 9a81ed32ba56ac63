package dev.evenkeel.platform.tasks;

/**
 * Decides what of a failing task is worth a line in the log. A task that runs every second would otherwise bury
 * everything else while the database is away. Safe for use by any number of threads.
 */
final class FailureStreak {

    private int failures;
    private String last;

    /** Whether this failure is news: the first one after a success, or of another kind than the one before. */
    synchronized boolean isNews(Throwable failure) {
        String kind = String.valueOf(failure);
        boolean news = !kind.equals(last);
        last = kind;
        failures++;
        return news;
    }

    /** Ends the streak. @return how many failures it had */
    synchronized int end() {
        int ended = failures;
        failures = 0;
        last = null;
        return ended;
    }
}
