package dev.evenkeel.platform.telemetry;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.spi.metrics.PoolMetrics;

/** What one pool of database connections is doing, as Vert.x tells it. */
final class PoolGauges implements PoolMetrics<Object> {

    private final String name;
    private final int size;
    private final LongAdder used = new LongAdder();
    private final Queue<Object> waiting = new ConcurrentLinkedQueue<>();

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
        Gauge.builder("db.pool.pending", waiting, Queue::size)
                .description("Pieces of work that wait for a connection")
                .tag("pool", name)
                .register(registry);
    }

    /**
     * No connection could be opened, which has been told to whoever waited for it; Vert.x tells nobody else. Who has waited
     * longest is most likely who it was; if it was not, that is put right as soon as that one gets a connection or gives up.
     */
    void connectionFailed() {
        waiting.poll();
    }

    @Override
    public Object submitted() {
        Object work = new Object();
        waiting.add(work);
        return work;
    }

    @Override
    public Object begin(Object submitted) {
        waiting.remove(submitted);
        used.increment();
        return submitted;
    }

    @Override
    public void rejected(Object submitted) {
        waiting.remove(submitted);
    }

    @Override
    public void end(Object begun, boolean succeeded) {
        used.decrement();
    }
}
