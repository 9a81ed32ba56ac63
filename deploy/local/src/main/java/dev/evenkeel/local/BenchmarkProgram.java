package dev.evenkeel.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Benchmarks that are programs of their own, with options of their own; they start what they measure. */
enum BenchmarkProgram {
    ALERTS(
            "alerts",
            "alerts per second, listing, time to webhook, beside a real Alertmanager; --url URL drives any server",
            "benchmarks/target/evenkeel-benchmarks.jar",
            "dev.evenkeel.benchmarks.alerts.AlertsBenchmark",
            true),
    ANALYTICS(
            "analytics",
            "questions about a past of a million alerts: figures, noise, people, reports, Grafana",
            "benchmarks/target/evenkeel-benchmarks.jar",
            "dev.evenkeel.benchmarks.analytics.AnalyticsBenchmark",
            true),
    FORECAST(
            "forecast",
            "accuracy of forecasts and of their intervals on the M4 series in --data DIR",
            "capacity-planner/target/quarkus-app/app/*",
            "dev.evenkeel.capacity.bench.ForecastBenchmark",
            false),
    CORRELATION(
            "correlation",
            "clusters and root causes of the recorded faults in --data DIR, beside baselines",
            "alert-router/target/quarkus-app/app/*:alert-router/target/quarkus-app/lib/main/*",
            "dev.evenkeel.alertrouter.correlation.bench.CorrelationBenchmark",
            false);

    /** Who drives a server on the same processors is not to take these by compiling itself again and again. */
    private static final List<String> BESIDE_A_SERVER = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final String label;
    private final String measures;
    private final String classPath;
    private final String mainClass;
    private final boolean drivesAServer;

    BenchmarkProgram(String label, String measures, String classPath, String mainClass, boolean drivesAServer) {
        this.label = label;
        this.measures = measures;
        this.classPath = classPath;
        this.mainClass = mainClass;
        this.drivesAServer = drivesAServer;
    }

    static Optional<BenchmarkProgram> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    /** A line for each that there is. */
    static List<String> list() {
        return Stream.of(values())
                .map(each -> Benchmark.line(each.label, each.measures))
                .toList();
    }

    /** The command that runs it on what a repository has built. */
    List<String> command(Path repository, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (drivesAServer) {
            command.addAll(BESIDE_A_SERVER);
        }
        command.addAll(List.of(
                "-Devenkeel.repository=" + repository,
                "-cp",
                Arrays.stream(classPath.split(":"))
                        .map(part -> repository + "/" + part)
                        .collect(Collectors.joining(File.pathSeparator)),
                mainClass));
        command.addAll(options);
        return command;
    }

    /** Runs it to its end and returns its exit code. It prints where we do. */
    int run(Path repository, List<String> options) {
        try {
            return new ProcessBuilder(command(repository, options))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the benchmark", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelException("Interrupted while measuring", e);
        }
    }
}
