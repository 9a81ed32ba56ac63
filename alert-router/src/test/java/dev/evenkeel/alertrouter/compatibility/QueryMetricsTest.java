package dev.evenkeel.alertrouter.compatibility;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final QueryMetrics metrics = new QueryMetrics(meters, "nflog");

    @Test
    void whatIsAskedTwiceIsCountedTwice() {
        Uni<String> question = metrics.measured(Uni.createFrom().item("answer"));
        assertThat(count("queries_total")).isZero();

        question.await().indefinitely();
        question.await().indefinitely();

        assertThat(count("queries_total")).isEqualTo(2);
        assertThat(count("query_errors_total")).isZero();
        assertThat(timed()).isEqualTo(2);
    }

    @Test
    void whatFailsIsCountedAsAskedAndAsFailed() {
        Uni<String> question = metrics.measured(Uni.createFrom().failure(new IllegalStateException("away")));

        assertThatThrownBy(() -> question.await().indefinitely()).isInstanceOf(IllegalStateException.class);

        assertThat(count("queries_total")).isEqualTo(1);
        assertThat(count("query_errors_total")).isEqualTo(1);
        assertThat(timed()).isEqualTo(1);
    }

    private double count(String name) {
        return meters.get("alertmanager_nflog_" + name).counter().count();
    }

    private long timed() {
        return meters.get("alertmanager_nflog_query_duration_seconds").timer().count();
    }
}
