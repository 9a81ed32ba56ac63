package dev.evenkeel.alertrouter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.restassured.RestAssured;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Alertmanager's own client, talking to the service under test. */
final class Amtool {

    private final Path credentials;

    private Amtool(Path credentials) {
        this.credentials = credentials;
    }

    static Amtool as(Role role) {
        try {
            return new Amtool(Files.writeString(
                    Files.createTempFile("amtool", ".yml"),
                    "authorization: {credentials: '" + TestKeys.of(role) + "'}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it, expecting success. @return what it said */
    String run(String... arguments) {
        var command = new ArrayList<>(List.of(
                "amtool",
                "--no-version-check",
                "--alertmanager.url=http://127.0.0.1:" + RestAssured.port,
                "--http.config.file=" + credentials));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same with a file as its last argument. */
    String runWithFile(String content, String... arguments) {
        try {
            Path file = Files.writeString(Files.createTempFile("amtool", ".json"), content);
            List<String> all = new ArrayList<>(List.of(arguments));
            all.add(file.toString());
            return run(all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
