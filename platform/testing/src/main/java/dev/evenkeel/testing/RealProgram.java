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
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of the machine that serves HTTP as those of Prometheus do, on a free loopback port and with a folder of its own,
 * until it is closed.
 */
public final class RealProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How a program is called that has a folder and an address. */
    public interface CommandLine {

        /** @param address to listen on, host and port */
        List<String> options(Path folder, String address);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path program;
    private final Path folder;
    private final Process process;
    private final String address;

    private RealProgram(Path program, Path folder, Process process, String address) {
        this.program = program;
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one and waits until it is ready; the test is skipped on a machine that does not have it.
     *
     * @param files that it finds in its folder, by name
     */
    public static RealProgram start(Path program, Map<String, String> files, CommandLine line) {
        Assumptions.assumeTrue(Files.isExecutable(program), program + " is not installed");
        try {
            Path folder = Files.createTempDirectory(program.getFileName() + "-");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            String address = "127.0.0.1:" + freePort();
            var builder = new ProcessBuilder(program.toString());
            builder.command().addAll(line.options(folder, address));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            var started = new RealProgram(program, folder, process, address);
            started.awaitReady();
            return started;
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
            Awaitility.await(program.toString())
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .failFast(() -> !process.isAlive())
                    .until(() -> send(request("/-/ready")).statusCode() == 200);
        } catch (RuntimeException notReady) {
            close();
            throw new IllegalStateException(program + " did not become ready: " + log(), notReady);
        }
    }

    /**
     * Puts another file into its folder and has it read its configuration again.
     *
     * @throws IllegalStateException if it refuses that
     */
    public void reload(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpResponse<String> answer = send(request("/-/reload").POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(program + " refuses this " + name + ": " + answer.body());
        }
    }

    /** @param path with what follows it */
    public URI url(String path) {
        return URI.create("http://" + address + path);
    }

    /** One that asks for something, unless it is made another. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url(path)).timeout(PATIENCE);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has written so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
