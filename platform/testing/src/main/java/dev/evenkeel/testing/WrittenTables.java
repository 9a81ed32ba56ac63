package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which tables of the running service's database were written to: triggers note every row that is inserted, changed
 * or deleted, and what is rolled back takes its note along.
 *
 * <p>To be closed, which removes the triggers.
 */
final class WrittenTables implements AutoCloseable {

    private static final String SCHEMA = "evenkeel_written";

    private final Connection connection;
    private final List<String> tables;

    private WrittenTables(Connection connection, List<String> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    static WrittenTables watch() {
        try {
            Connection connection = TestDatabase.ofRunningService().connect();
            WrittenTables written = new WrittenTables(connection, SettledDatabase.tables(connection));
            written.install();
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void install() throws SQLException {
        execute("CREATE SCHEMA " + SCHEMA);
        execute("CREATE UNLOGGED TABLE " + SCHEMA + ".note (name text NOT NULL)");
        execute("CREATE FUNCTION " + SCHEMA + ".take_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO "
                + SCHEMA + ".note VALUES (TG_TABLE_NAME || ' (' || lower(TG_OP) || ')'); RETURN NULL; END $$");
        for (String table : tables) {
            // For each row: a statement that touches none has written nothing.
            execute("CREATE TRIGGER take_note AFTER INSERT OR UPDATE OR DELETE ON " + table
                    + " FOR EACH ROW EXECUTE FUNCTION " + SCHEMA + ".take_note()");
        }
    }

    /** What was written since the last call, as in {@code silence (insert)}. */
    Set<String> sinceLastAsked() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DELETE FROM " + SCHEMA + ".note RETURNING name")) {
            Set<String> names = new TreeSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            execute("DROP SCHEMA " + SCHEMA + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
