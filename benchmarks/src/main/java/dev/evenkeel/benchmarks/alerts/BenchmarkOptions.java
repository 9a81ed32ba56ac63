package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was typed.
 *
 * @param repository whose build is measured
 * @param nativeExecutable whether it is the alert-router's native executable rather than the one for Java
 * @param url the server to drive; both are started if empty
 * @param key its API key
 * @param configuration the folder of the {@code alertmanager.yml} that both are started with; the benchmark's own if empty
 * @param webhookPort where webhooks arrive, if the benchmark does not say that itself
 * @param only what is measured
 * @param alerts how many alerts make a load, and how many a storm
 * @param groups how many groups are made
 * @param warmUp how many are posted before anything is measured
 * @param connections how many posts are under way at once
 * @param rounds how often everything is measured, server after server
 */
record BenchmarkOptions(
        Path repository,
        boolean nativeExecutable,
        Optional<URI> url,
        Optional<String> key,
        Optional<Path> configuration,
        OptionalInt webhookPort,
        Set<Scenario> only,
        int alerts,
        int groups,
        int warmUp,
        int connections,
        int rounds) {

    static final String USAGE = """
            keel bench alerts [--only NAME[,NAME]] [--alerts N] [--groups N] [--warm-up N] [--connections N]
                              [--rounds N] [--native] [--url URL] [--key-file FILE] [--configuration FOLDER]
                              [--webhook-port PORT]

            Names: %s
            """.formatted(Scenario.list());

    static final String CONFIGURATION_FILE = "alertmanager.yml";

    private static final int MOST = 10_000_000;

    BenchmarkOptions {
        only = Set.copyOf(only);
    }

    /** What of the repository is measured. */
    RouterProgram program() {
        return nativeExecutable
                ? RouterProgram.nativeExecutable(repository, RouterProgram.HEAP)
                : RouterProgram.onJava(repository, RouterProgram.HEAP);
    }

    /** Whether webhooks arrive where they are counted: with somebody else's configuration that has to be said. */
    boolean countsWebhooks() {
        return webhookPort.isPresent() || (url.isEmpty() && configuration.isEmpty());
    }

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static BenchmarkOptions parse(String... typed) {
        var options = new Typed();
        for (Iterator<String> rest = Arrays.asList(typed).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--native")) {
                options.nativeExecutable = true;
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value.");
            }
            options.take(option, rest.next());
        }
        return options.complete();
    }

    private static final class Typed {

        private boolean nativeExecutable;
        private Optional<URI> url = Optional.empty();
        private Optional<String> key = Optional.empty();
        private Optional<Path> configuration = Optional.empty();
        private OptionalInt webhookPort = OptionalInt.empty();
        private Set<Scenario> only = EnumSet.allOf(Scenario.class);
        private int alerts = 100_000;
        private int groups = 50_000;
        private int warmUp = 20_000;
        private int connections = 8;
        private int rounds = 1;

        void take(String option, String value) {
            switch (option) {
                case "--url" -> url = Optional.of(server(value));
                case "--key-file" -> key = Optional.of(firstLine(value));
                case "--configuration" -> configuration = Optional.of(folder(value));
                case "--webhook-port" -> webhookPort = OptionalInt.of(number(option, value, 65535));
                case "--only" -> only = Scenario.named(value);
                case "--alerts" -> alerts = number(option, value, MOST);
                case "--groups" -> groups = number(option, value, MOST);
                case "--warm-up" -> warmUp = number(option, value, MOST);
                case "--connections" -> connections = number(option, value, 1000);
                case "--rounds" -> rounds = number(option, value, 100);
                default -> throw new IllegalArgumentException("There is no option " + option + ".");
            }
        }

        BenchmarkOptions complete() {
            Path repository =
                    Path.of(System.getProperty("evenkeel.repository", "")).toAbsolutePath();
            return new BenchmarkOptions(
                    repository,
                    nativeExecutable,
                    url,
                    key,
                    configuration,
                    webhookPort,
                    only,
                    alerts,
                    groups,
                    warmUp,
                    connections,
                    rounds);
        }
    }

    private static URI server(String text) {
        if (!text.matches("https?://[^/?#]+/?.*")) {
            throw new IllegalArgumentException("--url is a server such as http://127.0.0.1:9093, not " + text + ".");
        }
        return URI.create(text);
    }

    private static Path folder(String text) {
        Path folder = Path.of(text).toAbsolutePath();
        if (!Files.isReadable(folder.resolve(CONFIGURATION_FILE))) {
            throw new IllegalArgumentException(
                    "--configuration is a folder with an %s in it; there is none to be read in %s."
                            .formatted(CONFIGURATION_FILE, folder));
        }
        return folder;
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
