package dev.evenkeel.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.postgresql.Driver;

import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;
import dev.evenkeel.postgres.ServerStatus;
import dev.evenkeel.postgres.ServerStatus.Running;

/**
 * The suite's PostgreSQL: one server in the data folder, on loopback whatever the services listen on, with a database
 * and a role for each service, and a role that may copy all of it for backups.
 */
final class Postgres {

    /** Reads everything and follows the write-ahead log; the backup service takes base backups as this role. */
    static final String BACKUP_ROLE = "evenkeel_backup";

    private static final String SUPERUSER = "evenkeel";

    private final DataFolder data;
    private final Secrets secrets;
    private final int port;
    private final PostgresServer server;

    Postgres(DataFolder data, Secrets secrets, int port) {
        this.data = data;
        this.secrets = secrets;
        this.port = port;
        this.server = PostgresServer.on(data.postgres())
                .programs(PostgresPrograms.unpackedInto(data.programs()))
                .port(port)
                .logFile(data.postgresLog())
                .build();
    }

    /** Starts the server, which is made first if need be, and gives every service its database. */
    Running start() {
        server.initialise(SUPERUSER, secrets.get(passwordName(SUPERUSER)));
        Running running = server.start();
        try (Connection connection = connect()) {
            prepare(connection);
        } catch (SQLException e) {
            throw new KeelException(
                    "PostgreSQL on " + data.postgres() + " runs, but does not let us in: " + e.getMessage(), e);
        }
        return running;
    }

    void stop() {
        server.stop();
    }

    ServerStatus status() {
        return server.status();
    }

    int port() {
        return port;
    }

    /** The password of a role. */
    String password(String role) {
        return secrets.get(passwordName(role));
    }

    /** The name of the file among the secrets that holds the password of a role. */
    static String passwordName(String role) {
        return "postgres-" + role + ".password";
    }

    private void prepare(Connection connection) throws SQLException {
        List<String> roles = names(connection, "SELECT rolname FROM pg_roles");
        List<String> databases = names(connection, "SELECT datname FROM pg_database");
        try (Statement statement = connection.createStatement()) {
            role(statement, roles, BACKUP_ROLE, "REPLICATION");
            statement.execute("GRANT pg_read_all_data, pg_monitor TO " + BACKUP_ROLE);
            for (Member member : Member.values()) {
                String name = member.database();
                role(statement, roles, name, "");
                if (!databases.contains(name)) {
                    statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                }
                statement.execute("REVOKE CONNECT, TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
                statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + BACKUP_ROLE);
            }
        }
    }

    /** Sets the password every time: whoever restores an old data folder has the secrets that lie beside it. */
    private void role(Statement statement, List<String> existing, String name, String attributes) throws SQLException {
        String verb = existing.contains(name) ? "ALTER" : "CREATE";
        statement.execute(verb + " ROLE " + name + " LOGIN " + attributes + " PASSWORD '" + password(name) + "'");
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", password(SUPERUSER));
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
