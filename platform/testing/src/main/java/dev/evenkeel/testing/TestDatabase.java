package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * One database of the test server.
 *
 * @param port the server's loopback port
 * @param name the database's name
 */
public record TestDatabase(int port, String name) {

    private static final String NAME_PROPERTY = "evenkeel.testing.postgres.database";

    /** The URL for JDBC; user and password are those of {@link EmbeddedPostgres}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** A new connection as the superuser, for the caller to close. */
    public Connection connect() throws SQLException {
        return EmbeddedPostgres.connect(jdbcUrl());
    }

    /** Executes a statement as the superuser. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row of a query. */
    public long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * How a statement would be executed, as EXPLAIN says it. It is planned as services have theirs planned: once, for
     * whatever values.
     *
     * @param values of its parameters, in SQL
     */
    public String plan(String statement, String values) throws SQLException {
        var plan = new StringBuilder();
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute("SET plan_cache_mode = force_generic_plan");
            sql.execute("PREPARE planned AS " + statement);
            try (ResultSet lines = sql.executeQuery("EXPLAIN EXECUTE planned (" + values + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    /** The settings that make a service use this database. */
    public Map<String, String> asServiceConfiguration() {
        return Map.of(
                "evenkeel.database.host",
                "127.0.0.1",
                "evenkeel.database.port",
                Integer.toString(port),
                "evenkeel.database.name",
                name,
                "evenkeel.database.user",
                EmbeddedPostgres.USER,
                "evenkeel.database.password",
                EmbeddedPostgres.PASSWORD);
    }

    /** The database of the service that runs now in this JVM's {@code @ServiceTest}. */
    public static TestDatabase ofRunningService() {
        String name = System.getProperty(NAME_PROPERTY);
        if (name == null) {
            throw new IllegalStateException("No service runs on the test server: annotate the test with @ServiceTest");
        }
        return new TestDatabase(EmbeddedPostgres.running().port(), name);
    }

    /** Ends every connection to it and takes no new ones, until {@link #comeBack()}. */
    public void goAway() throws SQLException {
        administer("alter database " + name + " allow_connections false");
        administer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    /** Takes connections again. */
    public void comeBack() throws SQLException {
        administer("alter database " + name + " allow_connections true");
    }

    /** Lets every statement that needs the table hang, until what is returned is closed. */
    public Hanging hang(String table) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("lock table " + table + " in access exclusive mode");
        }
        return connection::close;
    }

    /** A table that hangs. */
    @FunctionalInterface
    public interface Hanging extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }

    private void administer(String statement) throws SQLException {
        try (Connection connection = new TestDatabase(port, "postgres").connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    void becomeTheRunningServices() {
        System.setProperty(NAME_PROPERTY, name);
    }
}
