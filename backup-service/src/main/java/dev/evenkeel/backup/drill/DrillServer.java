package dev.evenkeel.backup.drill;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.ServerAddress;
import dev.evenkeel.backup.replication.SslMode;
import dev.evenkeel.backup.restore.RestoredCluster;
import dev.evenkeel.backup.restore.RestoredFolder;
import dev.evenkeel.postgres.PostgresException;
import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;

/**
 * A server on a restored cluster that nobody but us can talk to: no TCP, a socket in a folder that only its user may
 * enter. It does nothing of its own accord: it archives nothing, subscribes to nothing, loads no libraries, waits for no
 * standby, whatever the configuration in the backup says.
 */
final class DrillServer implements Closeable {

    private final PostgresServer server;
    private final Path socketFolder;
    private final int port;

    private DrillServer(PostgresServer server, Path socketFolder, int port) {
        this.server = server;
        this.socketFolder = socketFolder;
        this.port = port;
    }

    /**
     * @throws PostgresException if the server does not start on what was restored
     */
    static DrillServer start(RestoredCluster cluster, DrillFolder folder, PostgresPrograms programs, Duration patience)
            throws IOException {
        // Restored from a standby, it would go on to be one and wait for its primary.
        Files.deleteIfExists(cluster.dataFolder().resolve("standby.signal"));
        Files.deleteIfExists(cluster.dataFolder().resolve("recovery.signal"));
        // Not in the drill's folder: a socket's path may have a hundred characters only.
        Path socketFolder = Files.createTempDirectory(
                "ekdrill", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        folder.runAs().own(socketFolder);
        int port = freePort();
        PostgresServer.Builder builder = PostgresServer.on(cluster.dataFolder())
                .programs(programs)
                .port(port)
                .runAs(folder.runAs())
                .logFile(folder.logFile())
                .patience(patience)
                .clientAuthentication("local all all trust\n");
        Path configuration = folder.write("postgresql.conf", "# A drill is configured by arguments alone.\n");
        settings(socketFolder, configuration).forEach(builder::setting);
        PostgresServer server = builder.build();
        DrillServer drill = new DrillServer(server, socketFolder, port);
        try {
            server.start();
            return drill;
        } catch (PostgresException failed) {
            drill.close();
            throw failed;
        }
    }

    private static Map<String, String> settings(Path socketFolder, Path configuration) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("config_file", configuration.toString());
        settings.put("listen_addresses", "");
        settings.put("unix_socket_directories", socketFolder.toString());
        settings.put("unix_socket_permissions", "0700");
        settings.put("unix_socket_group", "");
        settings.put("external_pid_file", "");
        settings.put("ssl", "off");
        settings.put("archive_mode", "off");
        settings.put("synchronous_standby_names", "");
        settings.put("max_logical_replication_workers", "0");
        settings.put("shared_preload_libraries", "");
        settings.put("session_preload_libraries", "");
        settings.put("local_preload_libraries", "");
        settings.put("autovacuum", "off");
        settings.put("default_transaction_read_only", "off");
        settings.put("shared_buffers", "64MB");
        settings.put("huge_pages", "off");
        settings.put("max_connections", "20");
        settings.put("max_worker_processes", "4");
        // Transactions that were prepared and not yet decided come back with the backup.
        settings.put("max_prepared_transactions", "1000");
        // It is thrown away in a moment.
        settings.put("fsync", "off");
        return settings;
    }

    ConnectionSettings connection(String role) {
        return ConnectionSettings.of(new ServerAddress.UnixSocket(socketFolder, port), role)
                .withSsl(SslMode.DISABLE, Optional.empty());
    }

    /** The port is part of the socket's name; it is not listened on. */
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            server.abort();
        } finally {
            RestoredFolder.delete(socketFolder);
        }
    }
}
