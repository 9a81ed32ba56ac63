package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The alert-router as it was built, with the options that {@code keel up} gives it.
 *
 * @param begin of the command, before the settings
 * @param end of the command, behind them
 */
public record RouterProgram(List<String> begin, List<String> end) {

    private static final String TARGET = "alert-router/target";

    /** As {@code keel up} has it, so that a whole storm can be one group. */
    static final String HEAP = "512m";

    /**
     * On the Java that runs this.
     *
     * @param heap its largest, as Java's {@code -Xmx} has it
     * @throws IllegalStateException if it is not built
     */
    public static RouterProgram onJava(Path repository, String heap) {
        Path jar = repository.resolve(TARGET).resolve("quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("The alert-router is not built: there is no " + jar);
        }
        return new RouterProgram(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xms192m",
                        "-Xmx" + heap,
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED"),
                List.of("-jar", jar.toString()));
    }

    /**
     * The native executable.
     *
     * @throws IllegalStateException if there is none
     */
    static RouterProgram nativeExecutable(Path repository, String heap) {
        Path target = repository.resolve(TARGET);
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            Path program = files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The alert-router has no native executable in "
                            + target + ". Build it: ./mvnw package -Dnative -DskipTests -pl alert-router -am"));
            return new RouterProgram(
                    List.of(
                            program.toString(),
                            "-Xmx" + heap,
                            "-Xmn64m",
                            "-Dquarkus.vertx.event-loops-pool-size=" + eventLoops()),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + target, e);
        }
    }

    static int eventLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>(begin);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(end);
        return command;
    }
}
