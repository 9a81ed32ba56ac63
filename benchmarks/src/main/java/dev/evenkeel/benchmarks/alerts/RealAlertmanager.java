package dev.evenkeel.benchmarks.alerts;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The peer: an Alertmanager as the machine has it, on fresh data, without a cluster. */
final class RealAlertmanager implements AlertServer {

    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/prometheus-alertmanager"), Path.of("/usr/local/bin/alertmanager"));

    private final ServerProcess process;
    private final URI url;

    /** @throws IllegalStateException if there is no such program on this machine, or it does not start */
    RealAlertmanager(Path folder, Path configuration) {
        Path program = Stream.concat(
                        Optional.ofNullable(System.getenv("ALERTMANAGER")).map(Path::of).stream(), PROGRAMS.stream())
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no Alertmanager to compare with: install Debian's prometheus-alertmanager, or set"
                                + " ALERTMANAGER to the program."));
        int port = ServerProcess.freePort();
        url = URI.create("http://127.0.0.1:" + port);
        process = ServerProcess.start(
                List.of(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=",
                        "--log.level=warn"),
                folder.resolve("alertmanager.log"),
                url.resolve("/-/ready"));
    }

    @Override
    public String name() {
        return "Alertmanager";
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of("server", process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
