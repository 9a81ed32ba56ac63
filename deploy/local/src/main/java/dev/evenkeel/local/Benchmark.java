package dev.evenkeel.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code keel bench} can measure on the suite of a data folder. */
enum Benchmark {
    STARTUP("startup", "from nothing running to all ready, and the memory held after a minute of idling") {
        @Override
        void run(Suite suite, Console console) {
            suite.down();
            long begin = System.nanoTime();
            suite.up();
            console.say("all ready after " + Console.seconds(Duration.ofNanos(System.nanoTime() - begin)));
            idle(Duration.ofMinutes(1));
            StatusTable idle = StatusTable.of(suite);
            idle.lines().forEach(console::say);
            console.say("idle memory in all " + Console.megabytes(idle.totalBytes()));
        }
    };

    private final String label;
    private final String measures;

    Benchmark(String label, String measures) {
        this.label = label;
        this.measures = measures;
    }

    /** Measures and says what it found. Leaves the suite running. */
    abstract void run(Suite suite, Console console);

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
