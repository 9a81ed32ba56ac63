package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Forgets which alerts flapped days ago. */
@ApplicationScoped
class FlapTidyingTask implements Task {

    private static final Duration KEPT = Duration.ofDays(2);

    private final FlapStore flaps;
    private final Clock clock;

    FlapTidyingTask(FlapStore flaps, Clock clock) {
        this.flaps = flaps;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tidy-flapping";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public Uni<Void> run() {
        return flaps.forget(clock.instant().minus(KEPT));
    }
}
