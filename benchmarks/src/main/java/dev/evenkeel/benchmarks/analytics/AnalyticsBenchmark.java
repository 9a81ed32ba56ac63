package dev.evenkeel.benchmarks.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.benchmarks.alerts.AlertRouter;
import dev.evenkeel.benchmarks.alerts.Latencies;
import dev.evenkeel.benchmarks.alerts.ProcessFamily;
import dev.evenkeel.benchmarks.alerts.Report;
import dev.evenkeel.benchmarks.alerts.RouterProgram;
import dev.evenkeel.benchmarks.alerts.ScratchFolder;

/**
 * {@code keel bench analytics}: fills the database of an alert-router with a past, has it measured, and asks what people,
 * programs and Grafana ask of it, one question after the other. The alert-router has the heap that {@code keel up} gives it.
 */
public final class AnalyticsBenchmark {

    private static final String HEAP = "192m";
    private static final int WARM_UP = 5;

    private static final String RECEIVERS = """
            route: {receiver: inbox}
            receivers: [{name: inbox, inbox_configs: [{}]}]
            """;
    private static final String REPORTS = """
            reports: [{name: monthly, every: month, time_zone: Europe/Berlin}]
            """;

    private final AnalyticsOptions options;
    private final Report report = new Report();

    private AnalyticsBenchmark(AnalyticsOptions options) {
        this.options = options;
    }

    public static void main(String[] typed) throws IOException, SQLException, InterruptedException {
        AnalyticsOptions options;
        try {
            options = AnalyticsOptions.parse(typed);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println(notUnderstood.getMessage() + "\n\n" + AnalyticsOptions.USAGE);
            System.exit(2);
            return;
        }
        try {
            new AnalyticsBenchmark(options).run();
        } catch (IllegalStateException | UncheckedIOException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, SQLException, InterruptedException {
        Path repository = Path.of(System.getProperty("evenkeel.repository", "")).toAbsolutePath();
        try (ScratchFolder scratch = new ScratchFolder()) {
            Path configuration = scratch.configuration("alertmanager.yml", RECEIVERS);
            scratch.configuration("reports.yaml", REPORTS);
            scratch.configuration("oncall.yaml", people());
            try (AlertRouter router = new AlertRouter(
                            RouterProgram.onJava(repository, HEAP),
                            scratch.path(),
                            configuration,
                            List.of("operator", "viewer"));
                    RouterClient client =
                            new RouterClient(router.url(), router.key().orElseThrow())) {
                var history = new AlertHistory(router.database());
                history.write(options.episodes(), options.incidents(), options.days());
                System.err.println("  idle: " + memory(router));
                measure(history, client, router);
                for (Question question : Question.all(Clock.systemUTC().instant())) {
                    ask(question, client, router);
                }
            }
        }
        System.out.print(report.table());
    }

    /** In six time zones, so that their nights differ. */
    private static String people() {
        List<String> zones = List.of(
                "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "UTC", "America/Los_Angeles");
        var yaml = new StringBuilder("people:\n");
        for (int i = 0; i < 12; i++) {
            yaml.append("- {name: person-%d, full_name: Person %d, time_zone: %s}\n"
                    .formatted(i, i, zones.get(i % zones.size())));
        }
        return yaml.toString();
    }

    /** The scheduler of the alert-router measures too; whoever comes first does it. */
    private void measure(AlertHistory history, RouterClient client, AlertRouter router)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        while (!history.isMeasured()) {
            client.ask("POST", "/internal/tasks/measure-incidents");
            Thread.sleep(Duration.ofMillis(100));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        history.tidy();
        String what = "measuring %,d episodes and %,d incidents".formatted(options.episodes(), options.incidents());
        report.add("median", what, "%.1f s".formatted(took.toMillis() / 1000.0));
        report.add("memory after it", what, memory(router));
    }

    private void ask(Question question, RouterClient client, AlertRouter router) {
        for (int i = 0; i < WARM_UP; i++) {
            client.ask(question.method(), question.path());
        }
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < options.calls(); i++) {
            took.add(timed(() -> client.ask(question.method(), question.path())));
        }
        row(question.what(), took, router);
    }

    private static Duration timed(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void row(String what, List<Duration> took, AlertRouter router) {
        Latencies latencies = Latencies.of(took);
        report.add("median", what, Report.milliseconds(latencies.quantile(0.5)));
        report.add("p99", what, Report.milliseconds(latencies.quantile(0.99)));
        report.add("memory after it", what, memory(router));
    }

    private static String memory(AlertRouter router) {
        Map<String, Long> memory = new LinkedHashMap<>();
        router.processes().forEach((program, pid) -> memory.put(program, new ProcessFamily(pid).memory()));
        return Report.megabytes(memory);
    }
}
