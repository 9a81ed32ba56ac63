package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code keel bench alerts}: how fast alerts are taken, listed and told of. Without a URL it starts an Alertmanager and
 * an alert-router one after the other for each scenario, both with the same configuration and on fresh data, and prints
 * them side by side. With one it drives the server there, whatever it is. Where the configuration is not the benchmark's own it decides
 * about webhooks, so these are measured only if {@code --webhook-port} says where they go.
 */
public final class AlertsBenchmark {

    private static final int ANY_PORT = 0;

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
        for (int round = 0; round < options.rounds(); round++) {
            if (options.url().isPresent()) {
                driveThatOne();
            } else {
                sideBySide();
            }
        }
        System.out.print(report.table());
    }

    private void driveThatOne() throws IOException {
        try (WebhookSink sink = sink();
                var server = new RunningServer(options.url().orElseThrow(), options.key())) {
            for (Scenario scenario : scenarios()) {
                measure(scenario, server, sink);
            }
        }
    }

    private WebhookSink sink() throws IOException {
        return new WebhookSink(options.webhookPort().orElse(ANY_PORT));
    }

    private List<Scenario> scenarios() {
        return options.only().stream().sorted().toList();
    }

    /** Each scenario on fresh data, so that none has to bear what another left behind. */
    private void sideBySide() throws IOException {
        try (WebhookSink sink = sink()) {
            for (Scenario scenario : scenarios()) {
                try (ScratchFolder scratch = new ScratchFolder()) {
                    Path folder = scratch.path();
                    Path configuration = options.configuration().isPresent()
                            ? options.configuration().get()
                            : scratch.configuration(BenchmarkOptions.CONFIGURATION_FILE, routes(sink.port()));
                    Path file = configuration.resolve(BenchmarkOptions.CONFIGURATION_FILE);
                    measure(scenario, () -> new RealAlertmanager(folder, file), sink);
                    measure(scenario, () -> new AlertRouter(options.program(), folder, configuration), sink);
                }
            }
        }
    }

    private void measure(Scenario scenario, Supplier<AlertServer> start, WebhookSink sink) {
        try (AlertServer server = start.get()) {
            measure(scenario, server, sink);
        }
    }

    private void measure(Scenario scenario, AlertServer server, WebhookSink sink) {
        if (scenario.needsWebhooks() && !options.countsWebhooks()) {
            System.err.println("  " + scenario.label() + " needs --webhook-port");
            return;
        }
        try (AlertApi api = new AlertApi(server.url(), server.key())) {
            var load = new AlertLoad(api, Long.toString(System.nanoTime(), 36), options.connections());
            var subject = new Subject(server, load, sink, options, report);
            subject.report("memory when idle", subject.memory());
            scenario.measure(subject);
            subject.report("memory after " + scenario.label(), subject.memory());
        }
    }

    /**
     * Probes and groups go out at once; everything else is gathered by name, as a storm would be. What only warms a
     * server up is not told of before all is measured, whether the server takes 10 s for that or a minute.
     */
    private static String routes(int port) {
        return """
                route:
                  receiver: storm
                  group_by: [alertname]
                  group_wait: 30s
                  group_interval: 5m
                  repeat_interval: 4h
                  routes:
                    - matchers: ['group=~".+"']
                      receiver: each
                      group_by: ['...']
                      group_wait: 0s
                    - matchers: ['probe=~".+"']
                      receiver: probe
                      group_by: [probe]
                      group_wait: 0s
                    - matchers: ['one=~".+"']
                      receiver: each
                      group_by: [one]
                      group_wait: 5s
                      group_interval: 10s
                    - matchers: ['warm=~".+"']
                      group_wait: 10m
                receivers:
                  - name: storm
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/storm
                        max_alerts: 10
                  - name: each
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/each
                  - name: probe
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/probe
                """.formatted(port);
    }
}
