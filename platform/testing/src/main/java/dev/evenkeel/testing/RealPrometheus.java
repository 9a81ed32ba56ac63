package dev.evenkeel.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's Prometheus on a free loopback port, for services that are to be what Prometheus talks to. The platform's own
 * tests of what Prometheus answers, which this module stands on, start one of their own.
 */
public final class RealPrometheus implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");

    private final RealProgram program;

    private RealPrometheus(RealProgram program) {
        this.program = program;
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
        return new RealPrometheus(RealProgram.start(
                PROGRAM,
                Map.of("prometheus.yml", configuration, "rules.yml", rules),
                (folder, address) -> Stream.concat(
                                Stream.of(
                                        "--config.file=" + folder.resolve("prometheus.yml"),
                                        "--storage.tsdb.path=" + folder.resolve("data"),
                                        "--web.enable-lifecycle",
                                        "--web.listen-address=" + address),
                                List.of(options).stream())
                        .toList()));
    }

    /** Puts other rules in force. */
    public void rules(String rules) {
        program.reload("rules.yml", rules);
    }

    /** The body of what it answers to a question that begins with a slash. */
    public String get(String path) {
        return program.send(program.request(path)).body();
    }

    /** What it has written to its log so far. */
    public String log() {
        return program.log();
    }

    @Override
    public void close() {
        program.close();
    }
}
