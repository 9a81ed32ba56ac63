package dev.evenkeel.backup.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.PostgresConnection;
import dev.evenkeel.backup.replication.ReplicationException.ServerRefused;

/**
 * Lets the extension amcheck look at every B-tree index and every table of a server that we may change: it finds
 * structural damage that counting rows does not.
 */
final class StructureCheck {

    private static final String DATABASES = "SELECT datname FROM pg_database WHERE datallowconn ORDER BY datname";

    private static final String SCHEMA_OF_AMCHECK = """
            SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
             WHERE e.extname = 'amcheck'
            """;

    private static final String INDEXES = """
            SELECT c.oid, format('%I.%I', n.nspname, c.relname)
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
              JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE a.amname = 'btree' AND c.relpersistence = 'p' AND c.relkind = 'i' AND i.indisready AND i.indisvalid
            """;

    private static final String TABLES = """
            SELECT c.oid, format('%I.%I', n.nspname, c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am a ON a.oid = c.relam
             WHERE c.relkind IN ('r', 'm', 't') AND c.relpersistence = 'p' AND a.amname = 'heap'
            """;

    private final ConnectionSettings superuser;
    private final List<String> findings = new ArrayList<>();
    private int indexes;
    private int tables;

    StructureCheck(ConnectionSettings superuser) {
        this.superuser = superuser;
    }

    List<String> findings() {
        return findings;
    }

    DrillReport.Structure run() throws IOException {
        for (String database : databases()) {
            try (PostgresConnection connection = PostgresConnection.forSql(superuser, database)) {
                Optional<String> schema = amcheck(connection);
                if (schema.isEmpty()) {
                    return new DrillReport.Structure.NotChecked();
                }
                check(connection, database, schema.get());
            }
        }
        return new DrillReport.Structure.Checked(indexes, tables);
    }

    private List<String> databases() throws IOException {
        try (PostgresConnection connection = PostgresConnection.forSql(superuser, "template1")) {
            return connection.query(DATABASES).stream()
                    .map(row -> row.getFirst().orElseThrow())
                    .toList();
        }
    }

    /** The schema that the extension is in, installed if need be; empty if the programs come without it. */
    private static Optional<String> amcheck(PostgresConnection connection) throws IOException {
        List<List<Optional<String>>> installed = connection.query(SCHEMA_OF_AMCHECK);
        if (!installed.isEmpty()) {
            return installed.getFirst().getFirst();
        }
        try {
            connection.query("CREATE SCHEMA evenkeel_drill; CREATE EXTENSION amcheck SCHEMA evenkeel_drill");
            return Optional.of("evenkeel_drill");
        } catch (ServerRefused notThere) {
            return Optional.empty();
        }
    }

    private void check(PostgresConnection connection, String database, String schema) throws IOException {
        for (List<Optional<String>> index : connection.query(INDEXES)) {
            indexes++;
            ask(connection, database, index, "SELECT " + schema + ".bt_index_check(%s::regclass)");
        }
        for (List<Optional<String>> table : connection.query(TABLES)) {
            tables++;
            ask(
                    connection,
                    database,
                    table,
                    "SELECT format('block %%s: %%s', blkno, msg) FROM " + schema
                            + ".verify_heapam(%s::regclass) LIMIT 3");
        }
    }

    /** Damage comes as an error from one function and as rows from the other. */
    private void ask(PostgresConnection connection, String database, List<Optional<String>> relation, String question)
            throws IOException {
        String name = database + ":" + relation.get(1).orElseThrow();
        try {
            for (List<Optional<String>> row :
                    connection.query(question.formatted(relation.getFirst().orElseThrow()))) {
                row.getFirst().filter(text -> !text.isEmpty()).ifPresent(text -> findings.add(name + ": " + text));
            }
        } catch (ServerRefused damaged) {
            findings.add(name + ": " + damaged.error().summary());
        }
    }
}
