package dev.evenkeel.platform.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;

/**
 * Measures the database client from inside Vert.x, so that no code that asks the database has to think of it. Vert.x takes
 * one receiver of measurements; whichever Quarkus has chosen keeps getting all the others.
 *
 * <p>Vert.x starts before metrics do: what is measured until then is not kept.
 */
@Singleton
@Unremovable
public class DatabaseMetrics implements VertxOptionsCustomizer {

    private final Map<String, PoolGauges> pools = new ConcurrentHashMap<>();
    private final StatementTimer statements = new StatementTimer(this::registry);
    private volatile MeterRegistry registry;

    @Override
    @SuppressWarnings("deprecation") // Its successor needs Vertx.builder(), which is Quarkus' to call.
    public void accept(VertxOptions options) {
        MetricsOptions chosen = options.getMetricsOptions();
        VertxMetricsFactory others = chosen == null || !chosen.isEnabled() ? null : chosen.getFactory();
        options.setMetricsOptions(new MetricsOptions()
                .setEnabled(true)
                .setFactory(started -> new SqlMeasurements(others == null ? null : others.metrics(started), this)));
    }

    void metricsCanBeTaken(@Observes StartupEvent event, MeterRegistry started) {
        registry = started;
        pools.values().forEach(pool -> pool.register(started));
    }

    StatementTimer statements() {
        return statements;
    }

    PoolGauges pool(String name, int size) {
        return pools.computeIfAbsent(name == null ? "default" : name, key -> {
            PoolGauges pool = new PoolGauges(key, size);
            if (registry != null) {
                pool.register(registry);
            }
            return pool;
        });
    }

    private MeterRegistry registry() {
        return registry;
    }
}
