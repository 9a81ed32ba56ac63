package dev.evenkeel.capacity.resource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Resources for tests, changed where it matters. */
public final class ResourceExamples {

    private Limit limit = new Limit.Constant(100);
    private double saturation = 0.8;
    private Optional<Duration> season = Optional.empty();
    private Duration step = Duration.ofMinutes(1);
    private Duration horizon = Duration.ofDays(1);
    private Duration warnWithin = Duration.ofHours(6);
    private Duration settle = Duration.ofMinutes(3);

    private ResourceExamples() {}

    /** A disk of 100 that counts as full at 80, sampled every minute, without a season. */
    public static ResourceExamples disk() {
        return new ResourceExamples();
    }

    public ResourceExamples limit(Limit value) {
        limit = value;
        return this;
    }

    public ResourceExamples saturation(double value) {
        saturation = value;
        return this;
    }

    public ResourceExamples season(Duration value) {
        season = Optional.of(value);
        return this;
    }

    public ResourceExamples step(Duration value) {
        step = value;
        return this;
    }

    public ResourceExamples horizon(Duration value) {
        horizon = value;
        return this;
    }

    public ResourceExamples warnWithin(Duration value) {
        warnWithin = value;
        return this;
    }

    public ResourceExamples settle(Duration value) {
        settle = value;
        return this;
    }

    public Resource build() {
        return new Resource(
                "disk",
                "Disk",
                "",
                "shop",
                "bytes",
                "node",
                "used",
                limit,
                saturation,
                season,
                step,
                horizon,
                warnWithin,
                settle,
                Duration.ofDays(100),
                "",
                Map.of());
    }
}
