package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.evenkeel.backup.basebackup.BaseBackup;
import dev.evenkeel.backup.basebackup.Source;
import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.PostgresConnection;
import dev.evenkeel.backup.replication.ServerAddress;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.KeyRing;
import dev.evenkeel.backup.repository.Layout;
import dev.evenkeel.backup.repository.RepositoryKey;
import dev.evenkeel.backup.rowcount.RowCountLimits;
import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;
import dev.evenkeel.postgres.RunAs;
import dev.evenkeel.postgres.ServerStatus;

/** A real PostgreSQL server of a test's own, in a folder of its own that the server's user can enter. */
public final class RealServer implements AutoCloseable {

    static final String SUPERUSER = "evenkeel";
    static final String PASSWORD = "only-for-tests";
    static final Path DEBIAN_15 = Path.of("/usr/lib/postgresql/15/bin");

    private final Path folder;
    private final PostgresPrograms programs;
    private final PostgresServer server;
    private final int port;
    private final long pid;

    private RealServer(Path folder, PostgresPrograms programs, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.programs = programs;
        this.port = freePort();
        PostgresServer.Builder builder =
                PostgresServer.on(folder.resolve("server")).programs(programs).port(port);
        builder.withoutDurability().setting("shared_buffers", "16MB");
        settings.forEach(builder::setting);
        this.server = builder.build();
        server.initialise(SUPERUSER, PASSWORD);
        this.pid = server.start().pid();
    }

    static RealServer start(PostgresPrograms programs) throws IOException {
        return new RealServer(newFolder(), programs, Map.of());
    }

    /** @param settings may name files in {@code folder} */
    static RealServer start(PostgresPrograms programs, Path folder, Map<String, String> settings) throws IOException {
        return new RealServer(folder, programs, settings);
    }

    public static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("backup-test");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    public static PostgresPrograms bundled() throws IOException {
        Path cache = Path.of(
                System.getProperty("java.io.tmpdir"), "backup-test-programs-" + System.getProperty("user.name"));
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        return PostgresPrograms.unpackedInto(cache);
    }

    PostgresPrograms programs() {
        return programs;
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Gives a path to the user that the server runs as. */
    Path own(Path path) {
        server.runAs().own(path);
        return path;
    }

    RunAs runAs() {
        return server.runAs();
    }

    ConnectionSettings connection() {
        return connection(SUPERUSER, PASSWORD);
    }

    ConnectionSettings connection(String user, String password) {
        return ConnectionSettings.of(new ServerAddress.Tcp("127.0.0.1", port), user)
                .withPassword(() -> Optional.of(password))
                .withSilence(Duration.ofSeconds(60));
    }

    List<List<Optional<String>>> sql(String statements) throws IOException {
        return sql("postgres", statements);
    }

    List<List<Optional<String>>> sql(String database, String statements) throws IOException {
        try (PostgresConnection connection = PostgresConnection.forSql(connection(), database)) {
            return connection.query(statements);
        }
    }

    Source source() {
        return new Source(
                "test", connection(), "postgres", true, OptionalInt.empty(), Optional.of(RowCountLimits.STANDARD));
    }

    /** As slow as the server lets us ask for, and without counting first. */
    Source slowSource() {
        return new Source("test", connection(), "postgres", true, OptionalInt.of(512), Optional.empty());
    }

    FolderRepository repository() {
        return repository(folder.resolve("repository"));
    }

    static FolderRepository repository(Path place) {
        return new FolderRepository(place, new KeyRing(List.of(key("0a"))), Layout.STANDARD, 1);
    }

    static RepositoryKey key(String octet) {
        return RepositoryKey.parse(octet.repeat(32)).orElseThrow();
    }

    BaseBackup baseBackup(Source source) {
        return new BaseBackup(source, repository(), Clock.systemUTC(), "evenkeel test");
    }

    /** As a power cut would. */
    void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        if (server.status() instanceof ServerStatus.Running) {
            server.abort();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
