package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.evenkeel.postgres.PostgresException.Reason;

/** Runs a program to its end and keeps what it printed. */
final class Program {

    /** How a program ended. */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Program() {}

    /**
     * Runs a command in the root folder, in the C locale, without the caller's {@code PG*} variables.
     *
     * @throws PostgresException with {@link Reason#TIMED_OUT} if it does not end within {@code patience}; it is killed
     */
    static Outcome run(List<String> command, Map<String, String> environment, Duration patience) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            // A file and not a pipe: a server that a program leaves running would keep a pipe open for ever.
            Path printed = Files.createTempFile("evenkeel-program", ".out");
            try {
                Process process = builder.redirectOutput(printed.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new PostgresException(
                            Reason.TIMED_OUT,
                            String.join(" ", command) + " did not end within " + patience.toSeconds() + " s. It said: "
                                    + text(printed));
                }
                return new Outcome(process.exitValue(), text(printed));
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new PostgresException(Reason.FAILED, "Cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException(Reason.FAILED, "Interrupted while running " + command.getFirst(), e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }
}
