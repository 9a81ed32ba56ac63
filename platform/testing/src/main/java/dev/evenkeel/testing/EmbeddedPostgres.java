package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import org.flywaydb.core.Flyway;
import org.postgresql.Driver;

import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;
import dev.evenkeel.postgres.RunAs;

/**
 * One real PostgreSQL server for all tests of a JVM. It starts when it is first asked for, flushes nothing, and goes
 * when the JVM goes, however that goes.
 *
 * <p>Quarkus loads test classes in several class loaders, so what must exist once per JVM is noted in system
 * properties, not in static fields.
 */
public final class EmbeddedPostgres {

    /** The name of the superuser, who owns every test database. */
    public static final String USER = "evenkeel";

    /** The superuser's password. */
    public static final String PASSWORD = "only-for-tests";

    private static final String PORT_PROPERTY = "evenkeel.testing.postgres.port";
    private static final String TEMPLATE_PROPERTY = "evenkeel.testing.postgres.template.";

    private final int port;

    private EmbeddedPostgres(int port) {
        this.port = port;
    }

    /** The server of this JVM, started if need be. Any thread may ask. */
    public static EmbeddedPostgres running() {
        synchronized (Runtime.getRuntime()) {
            String port = System.getProperty(PORT_PROPERTY);
            if (port == null) {
                port = Integer.toString(startServer());
                System.setProperty(PORT_PROPERTY, port);
            }
            return new EmbeddedPostgres(Integer.parseInt(port));
        }
    }

    /**
     * A new database with the schema that the given migrations make. They run once per JVM, into a template; each
     * database is a copy of it, which takes a few dozen milliseconds.
     *
     * @param migrations Flyway locations in the class path, such as {@code db/platform}
     */
    public TestDatabase freshDatabase(String... migrations) {
        synchronized (Runtime.getRuntime()) {
            return copyOf(template(List.of(migrations)));
        }
    }

    /** A new database with nothing in it. */
    public TestDatabase emptyDatabase() {
        return copyOf("template0");
    }

    /** The loopback port that the server listens on. */
    public int port() {
        return port;
    }

    private TestDatabase copyOf(String template) {
        TestDatabase fresh = new TestDatabase(port, "test_" + shortId());
        administer("CREATE DATABASE " + fresh.name() + " TEMPLATE " + template);
        return fresh;
    }

    private String template(List<String> migrations) {
        String property = TEMPLATE_PROPERTY + String.join(",", migrations);
        String known = System.getProperty(property);
        if (known != null) {
            return known;
        }
        TestDatabase template = new TestDatabase(port, "template_" + shortId());
        administer("CREATE DATABASE " + template.name() + " TEMPLATE template0");
        Flyway.configure()
                .dataSource(template.jdbcUrl(), USER, PASSWORD)
                .locations(migrations.toArray(String[]::new))
                .outOfOrder(true)
                .load()
                .migrate();
        System.setProperty(property, template.name());
        return template.name();
    }

    private void administer(String sql) {
        try (Connection connection = new TestDatabase(port, "postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server refused: " + sql, e);
        }
    }

    static Connection connect(String jdbcUrl) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", PASSWORD);
        // Not through DriverManager, which only knows drivers of some class loaders.
        return new Driver().connect(jdbcUrl, login);
    }

    private static int startServer() {
        int port = freePort();
        Path home = home();
        Path data = home.resolve("data-" + ProcessHandle.current().pid());
        PostgresServer server = PostgresServer.on(data)
                .programs(PostgresPrograms.unpackedInto(home))
                .port(port)
                .withoutDurability()
                .setting("max_connections", "300")
                .setting("autovacuum", "off")
                .build();
        server.initialise(USER, PASSWORD);
        endWithThisJvm(server.start().pid(), server);
        return port;
    }

    /**
     * A shell that waits for the end of its input, which comes when this JVM is gone for whatever reason, and then ends
     * the server and removes its files. A shutdown hook would not run after a kill.
     */
    private static void endWithThisJvm(long serverPid, PostgresServer server) {
        String farewell = "read -r never; kill -QUIT " + serverPid + "; while kill -0 " + serverPid
                + " 2>/dev/null; do sleep 0.1; done; rm -rf \"$1\" \"$2\"";
        try {
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            farewell,
                            "sh",
                            server.dataFolder().toString(),
                            server.logFile().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot watch over the test server", e);
        }
    }

    /**
     * The folder that all modules of a build share for programs and data: {@code target/postgres} at the root of the
     * sources. If the user that PostgreSQL runs as cannot get there, as in a checkout below {@code /root}, a folder of
     * our own among the temporary files.
     */
    private static Path home() {
        Path inBuild = sourcesRoot().resolve("target/postgres");
        try {
            Files.createDirectories(inBuild);
            if (RunAs.forFolder(inBuild).canReach(inBuild)) {
                return inBuild;
            }
            Path temporary = Path.of(
                    System.getProperty("java.io.tmpdir"), "evenkeel-test-postgres-" + System.getProperty("user.name"));
            Files.createDirectories(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            if (!Files.getOwner(temporary).equals(Files.getOwner(inBuild))) {
                throw new IllegalStateException(temporary + " belongs to somebody else; remove it");
            }
            return temporary;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for the test server", e);
        }
    }

    private static Path sourcesRoot() {
        Path folder = Path.of("").toAbsolutePath();
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve("mvnw"))) {
                return above;
            }
        }
        return folder;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    private static String shortId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
