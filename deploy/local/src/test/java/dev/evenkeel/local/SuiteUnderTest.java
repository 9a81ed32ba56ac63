package dev.evenkeel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole suite as its user has it, packaged services, the script, a data folder and ports of its own; stopped and
 * deleted by {@link #remove()}.
 */
final class SuiteUnderTest {

    /** What came of one call of the script. */
    record Outcome(int exitCode, String printed) {}

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private final Path folder;
    private final DataFolder data;
    private final int portBase = FreePorts.base();

    SuiteUnderTest() throws IOException {
        folder = Files.createTempDirectory("evenkeel-suite");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = new DataFolder(folder.resolve("data"));
    }

    DataFolder data() {
        return data;
    }

    int portBase() {
        return portBase;
    }

    /** The suite as the launcher knows it, once it has been started. */
    Suite suite() {
        return new Suite(REPOSITORY, data, Settings.read(data).orElseThrow(), new Console(System.out));
    }

    /** Types a command and waits for its end. */
    Outcome keel(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(REPOSITORY.resolve("keel").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.path().toString()));
        Path printed = Files.createTempFile("keel", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(printed);
        Files.delete(printed);
        return new Outcome(process.exitValue(), text);
    }

    /** Starts the suite, or what is missing of it, with what has been built. */
    Outcome up() throws IOException, InterruptedException {
        return keel("up", "--no-build", "--port-base", Integer.toString(portBase));
    }

    /** Stops whatever runs and deletes everything. */
    void remove() throws IOException, InterruptedException {
        keel("down");
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor(30, TimeUnit.SECONDS);
    }
}
