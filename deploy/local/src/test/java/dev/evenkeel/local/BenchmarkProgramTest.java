package dev.evenkeel.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BenchmarkProgramTest {

    @Test
    void aProgramGetsItsOptionsAsTheyWereTyped() {
        List<String> command = BenchmarkProgram.named("alerts")
                .orElseThrow()
                .command(Path.of("/repo"), List.of("--url", "http://127.0.0.1:9093"));

        assertThat(command)
                .contains("/repo/benchmarks/target/evenkeel-benchmarks.jar")
                .endsWith("dev.evenkeel.benchmarks.alerts.AlertsBenchmark", "--url", "http://127.0.0.1:9093");
    }

    @Test
    void whoDrivesAServerLeavesTheProcessorsToItAndWhoComputesDoesNot() {
        String compiledOnce = "-XX:TieredStopAtLevel=1";

        assertThat(command("alerts")).contains(compiledOnce);
        assertThat(command("analytics")).contains(compiledOnce);
        assertThat(command("forecast")).doesNotContain(compiledOnce);
        assertThat(command("correlation")).doesNotContain(compiledOnce);
    }

    private static List<String> command(String name) {
        return BenchmarkProgram.named(name).orElseThrow().command(Path.of("/repo"), List.of());
    }

    @Test
    void everyPartOfAClassPathIsLookedForInTheRepository() {
        List<String> command = BenchmarkProgram.named("correlation")
                .orElseThrow()
                .command(Path.of("/repo"), List.of("--data", "/sets"));

        assertThat(command)
                .contains(
                        "/repo/alert-router/target/quarkus-app/app/*:/repo/alert-router/target/quarkus-app/lib/main/*");
    }

    @Test
    void withoutANameBenchListsWhatCanBeMeasured() {
        var printed = new ByteArrayOutputStream();

        int code = new Keel(Path.of("/repo"), new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .run(List.of("bench"));

        assertThat(code).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("startup", "alerts", "analytics", "forecast", "correlation");
    }
}
