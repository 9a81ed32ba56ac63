package dev.evenkeel.platform.telemetry;

import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.spi.metrics.PoolMetrics;

/** What one pool of database connections is doing, as Vert.x tells it. */
final class PoolGauges implements PoolMetrics<Object> {

    private static final Object TOKEN = new Object();

    private final String name;
    private final int size;
    private final LongAdder used = new LongAdder();
    private final LongAdder pending = new LongAdder();

    PoolGauges(String name, int size) {
        this.name = name == null ? "default" : name;
        this.size = size;
    }

    String name() {
        return name;
    }

    void register(MeterRegistry registry) {
        Gauge.builder("db.pool.size", () -> size)
                .description("How many connections the pool may open")
                .tag("pool", name)
                .register(registry);
        Gauge.builder("db.pool.used", used, LongAdder::sum)
                .description("Connections that are at work")
                .tag("pool", name)
                .register(registry);
        Gauge.builder("db.pool.pending", pending, LongAdder::sum)
                .description("Pieces of work that wait for a connection")
                .tag("pool", name)
                .register(registry);
    }

    @Override
    public Object submitted() {
        pending.increment();
        return TOKEN;
    }

    @Override
    public Object begin(Object submitted) {
        pending.decrement();
        used.increment();
        return TOKEN;
    }

    @Override
    public void rejected(Object submitted) {
        pending.decrement();
    }

    @Override
    public void end(Object begun, boolean succeeded) {
        used.decrement();
    }
}
