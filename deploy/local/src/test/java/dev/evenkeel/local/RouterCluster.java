package dev.evenkeel.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.platform.security.ApiKey;
import dev.evenkeel.postgres.PostgresPrograms;
import dev.evenkeel.postgres.PostgresServer;
import dev.evenkeel.postgres.ServerStatus.Running;

import static org.assertj.core.api.Assertions.assertThat;

/** Replicas of the alert-router over one PostgreSQL that flushes what it commits, and nothing else of the suite. */
final class RouterCluster {

    private final Path folder;
    private final PostgresServer postgres;
    private final String key = ApiKey.generate(new SecureRandom()).reveal();
    private final List<RouterReplica> replicas = new ArrayList<>();
    private final int ports = FreePorts.base();
    private Running running;
    private boolean removed;

    /**
     * Makes and starts the database, but no replica.
     *
     * @param configuration an {@code alertmanager.yml}
     */
    RouterCluster(String configuration) throws IOException {
        this(configuration, Optional.empty());
    }

    /** @param disk for the database */
    RouterCluster(String configuration, Optional<SmallDisk> disk) throws IOException {
        folder = Files.createTempDirectory("evenkeel-router");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                Files.createDirectory(folder.resolve("configuration")).resolve("alertmanager.yml"), configuration);
        Files.writeString(
                folder.resolve("keys.yaml"),
                "keys:\n  - {name: test, roles: [ingest, viewer, operator], sha256: %s}\n"
                        .formatted(ApiKey.parse(key).orElseThrow().digest().hex()));
        Files.setPosixFilePermissions(folder.resolve("keys.yaml"), PosixFilePermissions.fromString("rw-------"));
        postgres = PostgresServer.on(disk.map(SmallDisk::folder).orElse(folder).resolve("postgres"))
                .programs(PostgresPrograms.unpackedInto(folder.resolve("programs")))
                .port(ports)
                .build();
        postgres.initialise("postgres", "test");
        running = postgres.start();
    }

    /** Puts a file beside {@code alertmanager.yml}; replicas that run have to be told to read it. */
    void configure(String name, String text) throws IOException {
        Files.writeString(folder.resolve("configuration").resolve(name), text);
    }

    String key() {
        return key;
    }

    /** Starts one more replica and returns when it is ready. */
    RouterReplica addReplica() throws IOException, InterruptedException {
        int number = replicas.size() + 1;
        var replica = new RouterReplica(ports + number, settings(), folder.resolve("replica-" + number + ".log"));
        replicas.add(replica);
        replica.start();
        return replica;
    }

    private Map<String, String> settings() {
        return Map.of(
                "evenkeel.bind", "127.0.0.1",
                "evenkeel.database.host", "127.0.0.1",
                "evenkeel.database.port", Integer.toString(ports),
                "evenkeel.database.name", "postgres",
                "evenkeel.database.user", "postgres",
                "evenkeel.database.password", "test",
                "evenkeel.configuration.folder", folder.resolve("configuration").toString(),
                "evenkeel.security.bootstrap-keys-file",
                        folder.resolve("keys.yaml").toString());
    }

    List<URI> urls() {
        return replicas.stream().map(RouterReplica::url).toList();
    }

    /** The children too: they would otherwise end what they are at, which is gentler than a loss of power. */
    void killPostgres() {
        ProcessHandle postmaster = ProcessHandle.of(running.pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    void startPostgres() {
        running = postgres.start();
    }

    /** How many alerts the first replica lists. */
    int listed(String alertname) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        urls().getFirst().resolve("/api/v2/alerts?filter=alertname%3D" + alertname))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body().split("\"fingerprint\":", -1).length - 1;
        }
    }

    /** Ends and deletes everything; does nothing the second time. */
    void remove() throws IOException, InterruptedException {
        if (removed) {
            return;
        }
        removed = true;
        for (RouterReplica replica : replicas) {
            replica.kill();
        }
        postgres.abort();
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }
}
