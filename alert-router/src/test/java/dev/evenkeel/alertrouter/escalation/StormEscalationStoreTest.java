package dev.evenkeel.alertrouter.escalation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What storms hold is known without looking at all of it. */
@ServiceTest
class StormEscalationStoreTest {

    private static final Instant TEN = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    StormEscalationStore storms;

    @BeforeEach
    void aStormThatHoldsThousands() throws SQLException {
        TestDatabase.ofRunningService().execute("""
                TRUNCATE incident CASCADE;
                TRUNCATE storm;
                INSERT INTO storm (id, route_id, receiver, began_at, full_at)
                VALUES ('00000000-0000-0000-0000-00000000000a', 'r', 'team', '2026-03-03T09:59:00Z', now());
                INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen,
                    opened_at, updated_at)
                SELECT gen_random_uuid(), gen_random_uuid(), '{}:{}', 'team', 'i' || i,
                    CASE WHEN i = 17 THEN 'warning' ELSE 'info' END,
                    CASE WHEN i > 4990 THEN 'acknowledged' ELSE 'open' END, '{}', 1,
                    timestamptz '2026-03-03T10:00:00Z' + i * interval '1 second', now()
                FROM generate_series(1, 5000) AS i;
                INSERT INTO escalation (incident_id, policy, state, base, next_step, group_labels, started_at, storm_id,
                    severity_rank)
                SELECT id, CASE WHEN title = 'i4000' THEN 'rare' ELSE 'loud' END, 'held', opened_at, 0, '{}', opened_at,
                    '00000000-0000-0000-0000-00000000000a', severity_rank(severity)
                FROM incident;
                ANALYZE incident, escalation, storm;
                """);
    }

    @AfterEach
    void fairWeather() throws SQLException {
        TestDatabase.ofRunningService().execute("TRUNCATE incident CASCADE; TRUNCATE storm");
    }

    @Test
    void theWorstAndTheNewestOfWhatWaitsIsKnownByPolicy() {
        var held = storms.held(TEN).await().atMost(PATIENCE);

        assertThat(held)
                .extracting(
                        StormEscalationStore.Held::policy,
                        StormEscalationStore.Held::worst,
                        StormEscalationStore.Held::latest)
                .containsExactlyInAnyOrder(
                        tuple("loud", Severity.WARNING, TEN.plusSeconds(4990)),
                        tuple("rare", Severity.INFO, TEN.plusSeconds(4000)));
    }

    @Test
    void itIsKnownByTheIndexes() throws SQLException {
        String plan = TestDatabase.ofRunningService().plan(StormEscalationStore.HELD, "now()");

        assertThat(plan)
                .contains("escalation_held_newest", "escalation_held_worst")
                .doesNotContain("Seq Scan on escalation", "Seq Scan on incident");
    }
}
