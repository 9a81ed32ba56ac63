package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.security.ApiKey;
import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;
import dev.evenkeel.postgres.ServerStatus.Running;

/** Ours: the alert-router as it was built, over a PostgreSQL of its own that flushes what it commits. */
public final class AlertRouter implements AlertServer {

    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "benchmark";

    private final PostgresServer postgres;
    private final long postgresPid;
    private final ServerProcess process;
    private final URI url;
    private final String key;
    private final String database;

    /** With a key that may post and read. */
    AlertRouter(RouterProgram program, Path folder, Path configuration) {
        this(program, folder, configuration, List.of("ingest", "viewer"));
    }

    /**
     * @param folder for data and logs
     * @param configuration the folder of the {@code alertmanager.yml}
     * @param roles of the key
     */
    public AlertRouter(RouterProgram program, Path folder, Path configuration, List<String> roles) {
        int postgresPort = ServerProcess.freePort();
        database = "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
                .formatted(postgresPort, SUPERUSER, PASSWORD);
        postgres = PostgresServer.on(folder.resolve("postgres"))
                .programs(PostgresPrograms.unpackedInto(folder.resolve("programs")))
                .port(postgresPort)
                .build();
        postgres.initialise(SUPERUSER, PASSWORD);
        Running running = postgres.start();
        postgresPid = running.pid();
        key = ApiKey.generate(new SecureRandom()).reveal();
        Path keys = write(
                folder.resolve("keys.yaml"),
                "keys:\n  - {name: bench, roles: %s, sha256: %s}\n"
                        .formatted(
                                roles, ApiKey.parse(key).orElseThrow().digest().hex()));
        int port = ServerProcess.freePort();
        url = URI.create("http://127.0.0.1:" + port);
        List<String> command = program.command(settings(postgresPort, port, configuration, keys));
        try {
            process = ServerProcess.start(command, folder.resolve("alert-router.log"), url.resolve("/q/health/ready"));
        } catch (RuntimeException e) {
            postgres.abort();
            throw e;
        }
    }

    private static Map<String, String> settings(int postgresPort, int port, Path configuration, Path keys) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("evenkeel.bind", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("evenkeel.database.host", "127.0.0.1");
        settings.put("evenkeel.database.port", Integer.toString(postgresPort));
        settings.put("evenkeel.database.name", "postgres");
        settings.put("evenkeel.database.user", SUPERUSER);
        settings.put("evenkeel.database.password", PASSWORD);
        settings.put("evenkeel.configuration.folder", configuration.toString());
        settings.put("evenkeel.security.bootstrap-keys-file", keys.toString());
        return settings;
    }

    private static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    @Override
    public String name() {
        return "alert-router";
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(key);
    }

    /** Where its PostgreSQL is, for JDBC. */
    public String database() {
        return database;
    }

    @Override
    public Map<String, Long> processes() {
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("server", process.pid());
        processes.put("PostgreSQL", postgresPid);
        return processes;
    }

    @Override
    public void close() {
        process.close();
        postgres.abort();
    }
}
