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

    /** How it ended, and what it said. */
    record Outcome(int status, String output) {}

    private final String url;
    private final String http;

    private Amtool(String url, String http) {
        this.url = url;
        this.http = http;
    }

    static Amtool as(Role role) {
        return new Amtool(
                "http://127.0.0.1:" + RestAssured.port, "authorization: {credentials: '" + TestKeys.of(role) + "'}");
    }

    /** One that talks to a real Alertmanager instead. */
    static Amtool to(RealAlertmanager theirs) {
        return new Amtool(theirs.url("").toString(), "{}");
    }

    /** Runs it, expecting success. @return what it said */
    String run(String... arguments) {
        Outcome outcome = attempt(arguments);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }

    /** Runs it, whatever comes of it. */
    Outcome attempt(String... arguments) {
        try {
            Path credentials = Files.writeString(Files.createTempFile("amtool", ".yml"), http);
            var command = new ArrayList<>(List.of(
                    "amtool", "--no-version-check", "--alertmanager.url=" + url, "--http.config.file=" + credentials));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), output);
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
