package dev.evenkeel.alertrouter.compatibility;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The buckets that Prometheus' library for Go gives to histograms of durations. */
final class GoBuckets {

    static final List<Duration> DEFAULT = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toList();

    private GoBuckets() {}
}
