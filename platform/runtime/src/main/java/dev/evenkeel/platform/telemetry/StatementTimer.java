package dev.evenkeel.platform.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.spi.metrics.ClientMetrics;

/** {@code db_statement_duration_seconds}: from the sending of a statement to the end of its result. */
final class StatementTimer implements ClientMetrics<StatementTimer.Running, Object, Object, Object> {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Supplier<MeterRegistry> registry;
    private final SqlOperation operations = new SqlOperation();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    private record Series(String operation, String outcome) {}

    /** A statement under way. */
    record Running(String operation, long start) {}

    /** @param registry gives {@code null} until metrics can be taken */
    StatementTimer(Supplier<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Running requestBegin(String uri, Object sql) {
        return new Running(operations.of(String.valueOf(sql)), System.nanoTime());
    }

    @Override
    public void responseEnd(Running statement) {
        record(statement, "success");
    }

    @Override
    public void requestReset(Running statement) {
        record(statement, "failure");
    }

    private void record(Running statement, String outcome) {
        MeterRegistry target = registry.get();
        if (target != null && statement != null) {
            timers.computeIfAbsent(new Series(statement.operation(), outcome), series -> timer(target, series))
                    .record(System.nanoTime() - statement.start(), TimeUnit.NANOSECONDS);
        }
    }

    private static Timer timer(MeterRegistry registry, Series series) {
        return Timer.builder("db.statement.duration")
                .description("From the sending of a statement to the end of its result")
                .tag("operation", series.operation())
                .tag("outcome", series.outcome())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
