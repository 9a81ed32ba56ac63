package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts the database back, before each test class, to what it held when the service had just started: rows that
 * migrations brought and rows that the service wrote while starting are there, rows of earlier test classes are not,
 * and sequences count from where they stood.
 *
 * <p>A really new database per class would cost a restart of Quarkus per class, as the connection pool belongs to the
 * running application. What the service keeps in memory is not touched either way: a test that depends on it asks the
 * service to reload, or uses names of its own.
 */
public class SettledDatabase implements BeforeAllCallback {

    private static final String KEPT = "evenkeel_kept";
    private static final int ATTEMPTS = 5;
    /** SQLSTATE of lock_not_available and deadlock_detected: the service's own tasks work on the tables too. */
    private static final List<String> WORTH_A_RETRY = List.of("55P03", "40P01");

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        if (context.getRequiredTestClass().getEnclosingClass() != null) {
            return; // A nested class goes on with what its outer class has made.
        }
        try (Connection connection = TestDatabase.ofRunningService().connect()) {
            settle(connection);
        }
    }

    /** Remembers what is in the database the first time, and puts it back every further time. */
    static void settle(Connection connection) throws SQLException {
        if (isKept(connection)) {
            putBack(connection);
        } else {
            keep(connection);
        }
    }

    private static boolean isKept(Connection connection) throws SQLException {
        return !column(connection, "SELECT nspname FROM pg_namespace WHERE nspname = '" + KEPT + "'")
                .isEmpty();
    }

    private static void keep(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "CREATE SCHEMA " + KEPT);
        for (String table : tables(connection)) {
            execute(connection, "CREATE TABLE " + copyOf(table) + " AS TABLE " + table);
        }
        execute(
                connection,
                "CREATE TABLE " + KEPT + ".sequences AS SELECT format('%I.%I', schemaname, sequencename) AS name,"
                        + " coalesce(last_value, start_value) AS value, last_value IS NOT NULL AS called"
                        + " FROM pg_sequences");
        connection.commit();
    }

    private static void putBack(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                putBackAtOnce(connection);
                return;
            } catch (SQLException e) {
                connection.rollback();
                if (attempt == ATTEMPTS || !WORTH_A_RETRY.contains(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static void putBackAtOnce(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        List<String> tables = tables(connection);
        if (!tables.isEmpty()) {
            execute(connection, "SET LOCAL lock_timeout = '2s'");
            // Rows come back in no particular order: foreign keys and triggers have to look away.
            execute(connection, "SET LOCAL session_replication_role = replica");
            execute(connection, "TRUNCATE " + String.join(", ", tables) + " CASCADE");
            for (String table : tables) {
                fill(connection, table);
            }
        }
        execute(connection, "SELECT setval(name::regclass, value, called) FROM " + KEPT + ".sequences");
        connection.commit();
    }

    private static void fill(Connection connection, String table) throws SQLException {
        if (column(
                        connection,
                        "SELECT to_regclass('" + copyOf(table) + "') WHERE to_regclass('" + copyOf(table)
                                + "') IS NOT NULL")
                .isEmpty()) {
            return; // A table that a test made.
        }
        String columns = column(
                        connection,
                        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '" + table
                                + "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''")
                .stream()
                .collect(Collectors.joining(", "));
        execute(
                connection,
                "INSERT INTO " + table + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns + " FROM "
                        + copyOf(table));
    }

    /** Ordinary and partitioned tables of the service, without partitions, which their parents stand for. */
    static List<String> tables(Connection connection) throws SQLException {
        return column(
                connection,
                "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('" + KEPT
                        + "', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'"
                        + " AND c.relname <> 'flyway_schema_history' ORDER BY 1");
    }

    private static String copyOf(String table) {
        return KEPT + ".\"" + table.replace("\"", "") + "\"";
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
