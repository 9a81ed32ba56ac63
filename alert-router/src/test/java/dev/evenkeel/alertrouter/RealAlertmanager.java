package dev.evenkeel.alertrouter;

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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Debian's Alertmanager on a free port: the oracle for everything in which alert-router has to be the same. */
public final class RealAlertmanager implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path file;
    private final Process process;
    private final int port;

    private RealAlertmanager(Path file, Process process, int port) {
        this.file = file;
        this.process = process;
        this.port = port;
    }

    /** An answer, of which a drop-in has to give the same. */
    public record Answer(int status, String contentType, String body) {}

    /** Starts one; the test is skipped on a machine without the Debian package {@code prometheus-alertmanager}. */
    public static RealAlertmanager start(String configuration) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not installed");
        try {
            Path folder = Files.createTempDirectory("alertmanager-");
            Path file = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
            int port = freePort();
            Process process = new ProcessBuilder(List.of(
                            PROGRAM.toString(),
                            "--config.file=" + file,
                            "--storage.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address="))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            var alertmanager = new RealAlertmanager(file, process, port);
            Awaitility.await("Alertmanager")
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> alertmanager.get("/-/ready").status() == 200);
            return alertmanager;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(url(path)).GET());
    }

    public Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Changes its file and has it read again. */
    public void reload(String configuration) {
        try {
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Answer answer = post("/-/reload", "");
        if (answer.status() != 200) {
            throw new IllegalStateException("Alertmanager refuses this configuration: " + answer.body());
        }
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /**
     * What an answer to bad input says since 0.34, where that is not what Debian's 0.25 says: silences are refused in other
     * words, and each of several bad alerts has a line to itself.
     */
    public static String inNewWords(String body) {
        return body.replace("\"silence invalid: invalid label matcher ", "\"invalid silence: invalid label matcher ")
                .replaceAll("(\"invalid silence: invalid label matcher \\d+):", "$1 in set 0:")
                .replace("\"silence invalid: at least one", "\"invalid silence: matcher set 0: at least one")
                .replace("; ", "\\n");
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
