package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code keel bench alerts}: how fast alerts are taken, listed and told of. Without a URL it starts an Alertmanager and
 * an alert-router one after the other, both with the same configuration and on fresh data, and prints them side by side.
 * With one it drives the server there, whatever it is; that server's own configuration decides about webhooks, so these
 * are measured only if {@code --webhook-port} says where its webhooks go.
 */
public final class AlertsBenchmark {

    private static final int PROBES = 300;
    private static final int PROBES_TO_WARM_UP = 100;

    private final BenchmarkOptions options;
    private final Report report = new Report();

    private AlertsBenchmark(BenchmarkOptions options) {
        this.options = options;
    }

    public static void main(String[] typed) throws IOException {
        BenchmarkOptions options;
        try {
            options = BenchmarkOptions.parse(typed);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println(notUnderstood.getMessage() + "\n\n" + BenchmarkOptions.USAGE);
            System.exit(2);
            return;
        }
        try {
            new AlertsBenchmark(options).run();
        } catch (IllegalStateException | UncheckedIOException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        if (options.url().isPresent()) {
            Optional<WebhookSink> sink = options.webhookPort().isPresent()
                    ? Optional.of(new WebhookSink(options.webhookPort().getAsInt()))
                    : Optional.empty();
            measure(options.url().get().toString(), options.url().get(), options.key(), sink);
            sink.ifPresent(WebhookSink::close);
        } else {
            sideBySide();
        }
        System.out.print(report.table());
    }

    private void sideBySide() throws IOException {
        Path folder = Files.createTempDirectory("evenkeel-bench");
        // PostgreSQL may have to run as somebody else, who must get through.
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
        try (WebhookSink sink = new WebhookSink(0)) {
            Path configuration = Files.createDirectory(folder.resolve("configuration"));
            Path file = Files.writeString(configuration.resolve("alertmanager.yml"), routes(sink.port()));
            measure(() -> new RealAlertmanager(folder, file), sink);
            measure(() -> new AlertRouter(options.repository(), folder, configuration), sink);
        } finally {
            delete(folder);
        }
    }

    private void measure(Supplier<AlertServer> start, WebhookSink sink) {
        try (AlertServer server = start.get()) {
            report.add(server.name(), "memory when idle", Report.megabytes(server.memory()));
            measure(server.name(), server.url(), server.key(), Optional.of(sink));
            report.add(server.name(), "memory afterwards", Report.megabytes(server.memory()));
        }
    }

    private void measure(String name, URI url, Optional<String> key, Optional<WebhookSink> sink) {
        try (AlertApi api = new AlertApi(url, key)) {
            var load = new AlertLoad(api, Long.toString(System.nanoTime(), 36), options.connections());
            load.post("warm", options.warmUp(), 64);
            sink.ifPresent(webhooks -> {
                load.probes("warm", PROBES_TO_WARM_UP, webhooks);
                Latencies latencies = load.probes("calm", PROBES, webhooks);
                report.add(name, "post to webhook, median", Report.milliseconds(latencies.quantile(0.5)));
                report.add(name, "post to webhook, p99", Report.milliseconds(latencies.quantile(0.99)));
            });
            for (int batch : new int[] {64, 256}) {
                double rate = load.post("batch" + batch, options.alerts() / 2, batch);
                report.add(name, "new alerts, batches of " + batch, Report.perSecond(rate));
            }
            report.add(
                    name,
                    "list of %,d alerts".formatted(options.warmUp() + options.alerts() / 2 * 2),
                    Report.milliseconds(load.list()));
            sink.ifPresent(webhooks -> report.add(
                    name,
                    "post to webhook in a storm of %,d, worst".formatted(options.alerts()),
                    Report.milliseconds(load.probesUnderStorm("storm", options.alerts(), 64, webhooks))));
        }
    }

    /** Probes go out at once; everything else is gathered by name, as a storm would be. */
    private static String routes(int port) {
        return """
                route:
                  receiver: storm
                  group_by: [alertname]
                  group_wait: 30s
                  group_interval: 5m
                  repeat_interval: 4h
                  routes:
                    - matchers: ['probe=~".+"']
                      receiver: probe
                      group_by: [probe]
                      group_wait: 0s
                receivers:
                  - name: storm
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/storm
                        max_alerts: 10
                  - name: probe
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/probe
                """.formatted(port);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
