package dev.evenkeel.platform.telemetry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolGaugesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PoolGauges pool = new PoolGauges("test", 12);

    @BeforeEach
    void register() {
        pool.register(registry);
    }

    private double gauge(String name) {
        return registry.get(name).tag("pool", "test").gauge().value();
    }

    @Test
    void workWaitsUntilItHasAConnectionAndUsesItUntilItsEnd() {
        Object first = pool.submitted();
        pool.submitted();
        Object begun = pool.begin(first);

        assertThat(gauge("db.pool.pending")).isEqualTo(1);
        assertThat(gauge("db.pool.used")).isEqualTo(1);

        pool.end(begun, true);

        assertThat(gauge("db.pool.used")).isZero();
    }

    @Test
    void whoGivesUpWaitsNoLonger() {
        pool.rejected(pool.submitted());

        assertThat(gauge("db.pool.pending")).isZero();
    }

    @Test
    void aConnectionThatCannotBeOpenedEndsTheWaitForIt() {
        pool.submitted();
        pool.submitted();

        pool.connectionFailed();

        assertThat(gauge("db.pool.pending")).isEqualTo(1);
    }

    @Test
    void aConnectionThatFailsForOneWhoHasGivenUpAlreadyLeavesNothingBehind() {
        Object gaveUp = pool.submitted();
        Object other = pool.submitted();
        pool.rejected(gaveUp);
        pool.connectionFailed();
        pool.begin(other);
        pool.connectionFailed();

        assertThat(gauge("db.pool.pending")).isZero();

        pool.submitted();

        assertThat(gauge("db.pool.pending")).isEqualTo(1);
    }
}
