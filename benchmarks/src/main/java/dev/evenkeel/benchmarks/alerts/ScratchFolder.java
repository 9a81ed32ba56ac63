package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the data of what is measured; gone when it is closed. */
public final class ScratchFolder implements AutoCloseable {

    private final Path folder;

    public ScratchFolder() throws IOException {
        folder = Files.createTempDirectory("evenkeel-bench");
        // PostgreSQL may have to run as somebody else, who must get through.
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
    }

    public Path path() {
        return folder;
    }

    /** Writes a file of the configuration and returns the folder that it is in. */
    public Path configuration(String file, String text) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("configuration"));
        Files.writeString(configuration.resolve(file), text);
        return configuration;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
