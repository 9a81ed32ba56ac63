package dev.evenkeel.alertrouter.correlation.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelationBenchmarkTest {

    @TempDir
    Path folder;

    @Test
    void scoresOursBesideTheBaselines() throws IOException {
        writeASetOfSixFaults();
        var printed = new ByteArrayOutputStream();

        new CorrelationBenchmark(new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(List.of(folder), ZoneOffset.UTC);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(": 6 faults", "root cause, 6 faults with alerts", "most alerts", "gap of 60 s")
                .containsPattern("Evenkeel \\| 0\\.833 \\| 1\\.000");
    }

    @Test
    void aSignalThatRepeatsIsOneAlertAtItsFirstTime() throws IOException {
        writeASetOfSixFaults();

        AlertSet set = new AlertSetSource(ZoneOffset.UTC).read(folder);

        assertThat(set.faults()).hasSize(6);
        assertThat(set.faults().getFirst().alerts())
                .filteredOn(alert -> alert.signal().equals("M:cpu:up"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.after()).isZero());
    }

    /** Each with its own sign at the root, and with what all have in common; one that is not to be counted. */
    private void writeASetOfSixFaults() throws IOException {
        var labels = new StringBuilder("fault_id,fault_entity,fault_message,augmented\n");
        var metrics = new StringBuilder("{");
        for (int i = 0; i < 6; i++) {
            long at = 1_600_000_000_000L + i * 3_600_000L;
            labels.append("%d,web-%d,\"it broke, somehow\",False\n".formatted(i, i));
            metrics.append("""
                    %s"%d": [["%d", "web-%d", null, "cpu", "up"], ["%d", "web-%d", null, "cpu", "up"],
                             ["%d", "db", null, "latency", "up"], ["%d", "db", null, "errors", "up"],
                             ["%d", "cache", null, "latency", "up"]]
                    """.formatted(i == 0 ? "" : ",", i, at, i, at + 9000, i, at + 1000, at + 2000, at + 2000));
        }
        labels.append("6,web-6,copied,True\n");
        Files.writeString(folder.resolve("label.csv"), labels);
        Files.writeString(folder.resolve("metrics.json"), metrics.append("}"));
        Files.writeString(folder.resolve("traces.json"), "{}");
        Files.writeString(
                folder.resolve("kg.json"),
                "{\"nodes\": [], \"edges\": [%s]}"
                        .formatted(IntStream.range(0, 6)
                                .mapToObj(
                                        "{\"source\": \"web-%1$d\", \"target\": \"db\"}, {\"source\": \"web-%1$d\", \"target\": \"cache\"}"
                                                ::formatted)
                                .collect(Collectors.joining(","))));
    }
}
