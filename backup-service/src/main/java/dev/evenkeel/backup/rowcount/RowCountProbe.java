package dev.evenkeel.backup.rowcount;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.PostgresConnection;
import dev.evenkeel.backup.replication.ReplicationException.ServerRefused;

/**
 * Counts the rows of all ordinary tables and materialised views of a server, database by database, each in one
 * repeatable-read snapshot. Temporary and unlogged tables are left out: they do not survive a restore by design.
 */
public final class RowCountProbe {

    private static final String DATABASES =
            "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname";

    private static final String TABLES = """
            SELECT format('%I.%I', n.nspname, c.relname), c.oid, pg_relation_size(c.oid),
                   pg_stat_get_tuples_inserted(c.oid), pg_stat_get_tuples_deleted(c.oid), pg_relation_filenode(c.oid)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'm') AND c.relpersistence = 'p'
               AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
             ORDER BY 1
            """;

    private final ConnectionSettings settings;
    private final String database;
    private final RowCountLimits limits;

    /**
     * @param database where to ask for the names of the others
     */
    public RowCountProbe(ConnectionSettings settings, String database, RowCountLimits limits) {
        this.settings = settings.withSilence(limits.perTable().plusSeconds(30));
        this.database = database;
        this.limits = limits;
    }

    /** A count that a second one will be compared with. */
    public Earlier begin() throws IOException {
        return new Earlier(snapshot());
    }

    /** Rows by table, for comparing with what was counted elsewhere. */
    public Map<TableName, Long> count() throws IOException {
        Map<TableName, Long> rows = new HashMap<>();
        snapshot().counts().forEach((table, count) -> rows.put(table, count.rows()));
        return rows;
    }

    /** The first of two counts. */
    public final class Earlier {
        private final RowCounts.Snapshot first;

        private Earlier(RowCounts.Snapshot first) {
            this.first = first;
        }

        /** Counts again. */
        public RowCounts end() throws IOException {
            return RowCounts.between(first, snapshot());
        }
    }

    private RowCounts.Snapshot snapshot() throws IOException {
        RowCounts.Snapshot all = new RowCounts.Snapshot(new TreeMap<>(), new TreeMap<>());
        for (String name : databases()) {
            try (PostgresConnection connection = PostgresConnection.forSql(settings, name)) {
                count(connection, name, all);
            } catch (ServerRefused refused) {
                all.skipped().put(new TableName(name, "*"), refused.error().summary());
            }
        }
        return all;
    }

    private List<String> databases() throws IOException {
        try (PostgresConnection connection = PostgresConnection.forSql(settings, database)) {
            List<String> names = new ArrayList<>();
            for (List<Optional<String>> row : connection.query(DATABASES)) {
                names.add(row.getFirst().orElseThrow());
            }
            return names;
        }
    }

    private void count(PostgresConnection connection, String name, RowCounts.Snapshot all) throws IOException {
        // An error is better than a count of only those rows that a policy lets us see.
        connection.query(
                "SET row_security = off; SET lock_timeout = '2s'; SET search_path = ''; SET statement_timeout = "
                        + limits.perTable().toMillis());
        connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        SortedMap<TableName, Listed> tables = tables(connection, name);
        SortedMap<TableName, Long> rows = new TreeMap<>();
        for (Listed table : tables.values()) {
            count(connection, table, rows, all.skipped());
        }
        connection.query("COMMIT");
        SortedMap<TableName, Listed> later = tables(connection, name);
        rows.forEach((table, count) -> all.counts()
                .put(
                        table,
                        new TableCount(
                                table,
                                count,
                                tables.get(table).activity(),
                                later.getOrDefault(table, tables.get(table)).activity())));
    }

    private void count(
            PostgresConnection connection,
            Listed table,
            SortedMap<TableName, Long> rows,
            SortedMap<TableName, String> skipped)
            throws IOException {
        if (table.bytes() > limits.largestTable()) {
            skipped.put(table.name(), "larger than " + limits.largestTable() + " bytes");
            return;
        }
        connection.query("SAVEPOINT one");
        try {
            String count = connection
                    .query("SELECT count(*) FROM ONLY " + table.name().table())
                    .getFirst()
                    .getFirst()
                    .orElseThrow();
            rows.put(table.name(), Long.parseLong(count));
            connection.query("RELEASE one");
        } catch (ServerRefused refused) {
            skipped.put(table.name(), refused.error().summary());
            connection.query("ROLLBACK TO one");
        }
    }

    private static SortedMap<TableName, Listed> tables(PostgresConnection connection, String database)
            throws IOException {
        SortedMap<TableName, Listed> tables = new TreeMap<>();
        for (List<Optional<String>> row : connection.query(TABLES)) {
            TableName name = new TableName(database, row.getFirst().orElseThrow());
            TableCount.Activity activity = new TableCount.Activity(number(row, 3), number(row, 4), number(row, 5));
            tables.put(name, new Listed(name, number(row, 2), activity));
        }
        return tables;
    }

    /** A table that was dropped since the snapshot has neither size nor file. */
    private static long number(List<Optional<String>> row, int column) {
        return row.get(column).map(Long::parseLong).orElse(0L);
    }

    private record Listed(TableName name, long bytes, TableCount.Activity activity) {}
}
