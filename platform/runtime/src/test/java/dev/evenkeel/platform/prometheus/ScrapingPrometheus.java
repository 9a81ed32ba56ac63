package dev.evenkeel.platform.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus on a free port of the loopback interface, which scrapes what it is given every second. */
final class ScrapingPrometheus implements AutoCloseable {

    record Job(String name, String address, String path) {}

    private final Process process;
    private final int port;

    private ScrapingPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        try {
            return promtool("a 1\n") >= 0
                    && new ProcessBuilder("prometheus", "--version")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What {@code promtool check metrics} thinks: 0 good, 3 readable and in bad style, anything else unreadable. */
    static int promtool(String exposition) throws IOException {
        Process process = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var input = process.getOutputStream()) {
            input.write(exposition.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    static ScrapingPrometheus start(Path folder, List<Job> jobs) throws IOException {
        var configuration = new StringBuilder("""
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                """);
        for (Job job : jobs) {
            configuration.append("""
                    - job_name: %s
                      metrics_path: %s
                      static_configs: [{targets: ['%s']}]
                    """.formatted(job.name(), job.path(), job.address()));
        }
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new ScrapingPrometheus(process, port);
    }

    PrometheusServer server() {
        return PrometheusServer.at("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
