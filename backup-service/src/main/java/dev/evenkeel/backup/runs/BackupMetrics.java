package dev.evenkeel.backup.runs;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What can be watched of backups. The gauges speak of the last completed backup, whoever took it. */
@Singleton
public class BackupMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30),
        Duration.ofHours(2),
        Duration.ofHours(8)
    };

    private final MeterRegistry registry;
    private final Map<String, BackupRun> lastCompleted = new ConcurrentHashMap<>();

    BackupMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(BackupRun run) {
        Timer.builder("evenkeel_backup_duration_seconds")
                .description("How long backups took")
                .tag("target", run.target())
                .tag("outcome", run.state().name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.between(run.begunAt(), run.endedAt().orElseThrow()));
        remember(List.of(run));
    }

    void remember(List<BackupRun> runs) {
        for (BackupRun run : runs) {
            if (run.state() == BackupRun.State.COMPLETED && lastCompleted.put(run.target(), run) == null) {
                register(run.target());
            }
        }
    }

    private void register(String target) {
        gauge(
                target,
                "evenkeel_backup_last_completed_timestamp_seconds",
                "When the last backup was complete",
                run -> run.endedAt().orElseThrow().toEpochMilli() / 1000.0);
        gauge(
                target,
                "evenkeel_backup_last_content_bytes",
                "Files in the last backup, before compression",
                run -> run.contentBytes());
        gauge(
                target,
                "evenkeel_backup_last_stored_bytes",
                "What the last backup takes in the repository",
                run -> run.storedBytes());
    }

    private void gauge(String target, String name, String description, ToDoubleFunction<BackupRun> value) {
        Gauge.builder(name, lastCompleted, runs -> value.applyAsDouble(runs.get(target)))
                .description(description)
                .tag("target", target)
                .register(registry);
    }
}
