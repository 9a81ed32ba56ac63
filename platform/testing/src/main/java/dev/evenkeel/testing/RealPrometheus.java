package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Prometheus on a free loopback port, for services that are to be what Prometheus talks to. The platform's own
 * tests of what Prometheus answers, which this module stands on, start one of their own.
 */
public final class RealPrometheus implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Process process;
    private final int port;

    private RealPrometheus(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one, for the caller to close; the test is skipped on a machine without the Debian package
     * {@code prometheus}.
     *
     * @param configuration a {@code prometheus.yml}, which may name {@code rules.yml} among its {@code rule_files}
     * @param rules the content of that file
     * @param options more words of the command line
     */
    public static RealPrometheus start(String configuration, String rules, String... options) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not installed");
        try {
            Path folder = Files.createTempDirectory("prometheus-");
            Files.writeString(folder.resolve("prometheus.yml"), configuration);
            Files.writeString(folder.resolve("rules.yml"), rules);
            int port = freePort();
            var builder = new ProcessBuilder(
                    PROGRAM.toString(),
                    "--config.file=" + folder.resolve("prometheus.yml"),
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.enable-lifecycle",
                    "--web.listen-address=127.0.0.1:" + port);
            builder.command().addAll(List.of(options));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            var prometheus = new RealPrometheus(folder, process, port);
            prometheus.awaitReady();
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        try {
            Awaitility.await("Prometheus")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .failFast(() -> !process.isAlive())
                    .until(() -> send(request("/-/ready").GET()).statusCode() == 200);
        } catch (RuntimeException notReady) {
            close();
            throw new IllegalStateException("Prometheus did not become ready: " + log(), notReady);
        }
    }

    /** Puts other rules in force. */
    public void rules(String rules) {
        try {
            Files.writeString(folder.resolve("rules.yml"), rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpResponse<String> answer = send(request("/-/reload").POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Prometheus refuses these rules: " + answer.body());
        }
    }

    /** The body of what it answers to a question that begins with a slash. */
    public String get(String path) {
        return send(request(path).GET()).body();
    }

    /** What it has written to its log so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
