package dev.evenkeel.local;

import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import dev.evenkeel.local.StatusTable.Extent;
import dev.evenkeel.local.StatusTable.Row;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTableTest {

    private static final Row READY =
            new Row("health-service", OptionalLong.of(17), 7401, true, OptionalLong.of(83_886_080));
    private static final Row STARTING = new Row("alert-router", OptionalLong.of(9), 7402, false, OptionalLong.empty());
    private static final Row STOPPED = new Row("slo-service", OptionalLong.empty(), 7404, false, OptionalLong.empty());

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(new StatusTable(List.of(READY, STARTING, STOPPED)).lines())
                .containsExactly(
                        "                  state      pid  port  memory",
                        "  health-service  ready      17   7401  80 MB",
                        "  alert-router    not ready  9    7402  -",
                        "  slo-service     stopped    -    7404  -");
    }

    @Test
    void aSuiteIsUpWhenEverythingIsReady() {
        assertThat(new StatusTable(List.of(READY, READY)).extent()).isEqualTo(Extent.ALL);
    }

    @Test
    void aSuiteIsUpInPartWhenAnythingRunsAndNotAllIsReady() {
        assertThat(new StatusTable(List.of(READY, STOPPED)).extent()).isEqualTo(Extent.SOME);
        assertThat(new StatusTable(List.of(STARTING, STOPPED)).extent()).isEqualTo(Extent.SOME);
    }

    @Test
    void aSuiteIsDownWhenNothingRuns() {
        assertThat(new StatusTable(List.of(STOPPED, STOPPED)).extent()).isEqualTo(Extent.NONE);
    }
}
