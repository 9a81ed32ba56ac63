package dev.evenkeel.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code keel bench} can measure. */
enum Benchmark {
    STARTUP("startup", "from nothing running to all ready, and the memory held after a minute of idling") {
        @Override
        void run(Ground ground, Console console) {
            Suite suite = ground.suite().get();
            suite.down();
            long begin = System.nanoTime();
            suite.up();
            console.say("all ready after " + Console.seconds(Duration.ofNanos(System.nanoTime() - begin)));
            idle(Duration.ofMinutes(1));
            StatusTable idle = StatusTable.of(suite);
            idle.lines().forEach(console::say);
            console.say("idle memory in all " + Console.megabytes(idle.totalBytes()));
        }
    },

    FORECAST(
            "forecast",
            "how well capacity-planner forecasts: --data names the folder with m4-hourly-train.csv and its like") {
        @Override
        void run(Ground ground, Console console) {
            Path series = ground.data()
                    .filter(Files::isDirectory)
                    .orElseThrow(() -> new KeelException("Say where the series are: keel bench forecast --data DIR"));
            new Programs(ground.repository())
                    .runToEnd(Member.CAPACITY, "dev.evenkeel.capacity.bench.ForecastBenchmark", series.toString());
        }
    };

    /**
     * What there is to measure on.
     *
     * @param data what {@code --data} named
     * @param suite made ready when it is asked for
     */
    record Ground(Path repository, Optional<Path> data, Supplier<Suite> suite) {}

    private final String label;
    private final String measures;

    Benchmark(String label, String measures) {
        this.label = label;
        this.measures = measures;
    }

    /** Measures and says what it found. A suite that was measured is left running. */
    abstract void run(Ground ground, Console console);

    static Optional<Benchmark> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    /** A line for each that there is. */
    static List<String> list() {
        return Stream.of(values()).map(each -> line(each.label, each.measures)).toList();
    }

    static String line(String label, String measures) {
        return "  %-10s %s".formatted(label, measures);
    }

    private static void idle(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelException("Interrupted while idling", e);
        }
    }
}
