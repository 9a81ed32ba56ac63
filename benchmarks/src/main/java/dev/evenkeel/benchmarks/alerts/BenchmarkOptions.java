package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was typed.
 *
 * @param repository whose build is measured
 * @param url the server to drive; both are started if empty
 * @param key its API key
 * @param webhookPort where its webhooks arrive
 * @param alerts how many alerts make a load, and how many a storm
 * @param warmUp how many are posted before anything is measured
 * @param connections how many posts are under way at once
 */
record BenchmarkOptions(
        Path repository,
        Optional<URI> url,
        Optional<String> key,
        OptionalInt webhookPort,
        int alerts,
        int warmUp,
        int connections) {

    static final String USAGE = """
            keel bench alerts [--url URL] [--key-file FILE] [--webhook-port PORT]
                              [--alerts N] [--warm-up N] [--connections N]
            """;

    private static final int MOST = 10_000_000;

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static BenchmarkOptions parse(String... typed) {
        var options = new BenchmarkOptions(
                Path.of(System.getProperty("evenkeel.repository", "")).toAbsolutePath(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                100_000,
                20_000,
                8);
        for (Iterator<String> rest = Arrays.asList(typed).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value.");
            }
            options = options.with(option, rest.next());
        }
        return options;
    }

    private BenchmarkOptions with(String option, String value) {
        return switch (option) {
            case "--url" ->
                new BenchmarkOptions(
                        repository, Optional.of(server(value)), key, webhookPort, alerts, warmUp, connections);
            case "--key-file" ->
                new BenchmarkOptions(
                        repository, url, Optional.of(firstLine(value)), webhookPort, alerts, warmUp, connections);
            case "--webhook-port" ->
                new BenchmarkOptions(
                        repository,
                        url,
                        key,
                        OptionalInt.of(number(option, value, 65535)),
                        alerts,
                        warmUp,
                        connections);
            case "--alerts" ->
                new BenchmarkOptions(
                        repository, url, key, webhookPort, number(option, value, MOST), warmUp, connections);
            case "--warm-up" ->
                new BenchmarkOptions(
                        repository, url, key, webhookPort, alerts, number(option, value, MOST), connections);
            case "--connections" ->
                new BenchmarkOptions(repository, url, key, webhookPort, alerts, warmUp, number(option, value, 1000));
            default -> throw new IllegalArgumentException("There is no option " + option + ".");
        };
    }

    private static URI server(String text) {
        if (!text.matches("https?://[^/?#]+/?.*")) {
            throw new IllegalArgumentException("--url is a server such as http://127.0.0.1:9093, not " + text + ".");
        }
        return URI.create(text);
    }

    private static String firstLine(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "--key-file is a file with a key in it; " + file + " cannot be read.", e);
        }
    }

    private static int number(String option, String text, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(option + " is a number from 1 to " + most + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
