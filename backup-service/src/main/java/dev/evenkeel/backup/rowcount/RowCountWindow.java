package dev.evenkeel.backup.rowcount;

/**
 * What is known of a table's rows around a backup, and so what a restored table may have.
 *
 * <p>A restored server is at one moment between the two counts. A table that was left alone in between must have exactly
 * as many rows as were counted. One that was written to may have any number that the writes could have led to on the
 * way: not fewer than the lower count less all deletions, nor fewer than zero, not more than the higher count and not
 * more than the first one plus all insertions. What was written is taken from the server's statistics; if it publishes a
 * write only after the second count, a table may be held to be untouched that was not: then the judgement is too strict,
 * never too lenient.
 *
 * @param before rows in a snapshot that was taken before the backup began
 * @param after rows in a snapshot that was taken after it had ended
 * @param inserted rows inserted in between, at least those that the statistics knew of
 * @param deleted rows deleted in between, likewise
 * @param rewritten whether the table was truncated or rewritten in between
 */
public record RowCountWindow(TableName table, long before, long after, long inserted, long deleted, boolean rewritten) {

    static RowCountWindow between(TableCount first, TableCount second) {
        return new RowCountWindow(
                first.table(),
                first.rows(),
                second.rows(),
                Math.max(0, second.after().inserted() - first.before().inserted()),
                Math.max(0, second.after().deleted() - first.before().deleted()),
                second.after().file() != first.before().file());
    }

    /** The fewest rows that a restored table may have. */
    public long least() {
        return rewritten ? 0 : Math.max(0, Math.min(Math.min(before, after), before - deleted));
    }

    /** The most rows that a restored table may have. */
    public long most() {
        return Math.max(Math.max(before, after), before + inserted);
    }

    /** Whether only one number will do. */
    public boolean exact() {
        return least() == most();
    }

    public boolean admits(long restored) {
        return restored >= least() && restored <= most();
    }
}
