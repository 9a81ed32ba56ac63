package dev.evenkeel.benchmarks.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlertFeedTest {

    private final AlertFeed feed = new AlertFeed("run", Instant.parse("2026-11-22T22:19:48.340567Z"));

    @Test
    void anAlertIsWrittenAsPrometheusWritesIt() {
        assertThat(only(feed.batches(1, 1))).isEqualTo("""
                [{"annotations":{"description":"Node worker-0 has been over its limit of 90 % for 5 minutes (value: 0.93).",\
                "runbook_url":"https://runbooks.example.com/LoadAlert0","summary":"worker-0 is over its limit"},\
                "endsAt":"2026-11-22T22:23:48.340Z","startsAt":"2026-11-22T22:19:48.340Z",\
                "generatorURL":"http://prometheus.example.com:9090/graph?g0.expr=node_load1+%3E+0.9\\u0026g0.tab=1",\
                "labels":{"alertname":"LoadAlert0","cluster":"run","instance":"10.0.0.0:9100","job":"node-exporter",\
                "namespace":"team-0","pod":"worker-0","severity":"warning"}}]""");
    }

    @Test
    void labelsThatRouteItStandInOrderToo() {
        assertThat(only(feed.groups(1, 1)))
                .contains("\"cluster\":\"run\",\"group\":\"run-0\",\"instance\":\"10.0.0.0:9100\"");
    }

    private static String only(List<byte[]> bodies) {
        assertThat(bodies).hasSize(1);
        return new String(bodies.getFirst(), StandardCharsets.UTF_8);
    }
}
