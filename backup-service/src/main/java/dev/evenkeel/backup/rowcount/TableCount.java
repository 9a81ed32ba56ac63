package dev.evenkeel.backup.rowcount;

/** A count, and what the server's statistics said of the table just before and just after it. */
record TableCount(TableName table, long rows, Activity before, Activity after) {

    /**
     * What the statistics say. The server publishes the numbers with some delay.
     *
     * @param inserted rows ever inserted
     * @param deleted rows ever deleted
     * @param file the number of the file the rows are in; another one after TRUNCATE, VACUUM FULL and the like
     */
    record Activity(long inserted, long deleted, long file) {}
}
