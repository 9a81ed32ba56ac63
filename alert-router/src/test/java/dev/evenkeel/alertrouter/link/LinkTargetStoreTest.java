package dev.evenkeel.alertrouter.link;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LinkTargetStoreTest {

    private static final Instant OPENED = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    LinkTargetStore targets;

    @BeforeEach
    void thousandsOfIncidents() throws SQLException {
        TestDatabase.ofRunningService().execute("""
                TRUNCATE incident CASCADE;
                INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen,
                    opened_at, updated_at)
                SELECT gen_random_uuid(), gen_random_uuid(), '{}:{path="C:\\Gerät' || i || '"}', 'team', 'title', 'warning',
                    'open', '{}', 1, '2026-03-03T10:00:00Z', now()
                FROM generate_series(1, 5000) AS i;
                INSERT INTO incident_part (incident_id, group_id, group_key, receiver, kind, alerts, firing)
                SELECT id, group_id, group_key, receiver, 'whole', '{}', '{}' FROM incident;
                ANALYZE incident, incident_part;
                """);
    }

    @Test
    void theIncidentsOfAGroupAreFoundByTheBeginningOfTheDigestOfItsKey() {
        List<UUID> found = found("{}:{path=\"C:\\Gerät17\"}", OPENED);

        assertThat(found).hasSize(1);
    }

    @Test
    void incidentsThatWereOpenedLaterAreNotFound() {
        List<UUID> found = found("{}:{path=\"C:\\Gerät17\"}", OPENED.minusSeconds(1));

        assertThat(found).isEmpty();
    }

    @Test
    void incidentsThatWereReopenedLaterAreNotFound() throws SQLException {
        TestDatabase.ofRunningService().execute("""
                INSERT INTO incident_event (incident_id, at, kind, actor, text)
                SELECT id, '2026-03-03T11:00:00Z', 'reopened', 'ann', 'ann reopened it' FROM incident
                WHERE group_key LIKE '%Gerät17"}'
                """);

        assertThat(found("{}:{path=\"C:\\Gerät17\"}", OPENED.plusSeconds(3599))).isEmpty();
        assertThat(found("{}:{path=\"C:\\Gerät17\"}", OPENED.plusSeconds(3600))).hasSize(1);
    }

    @Test
    void whatWasSplitOffIsFoundByItsOwnKeyAndByTheGroupsOnceTheRestIsOver() throws SQLException {
        TestDatabase.ofRunningService().execute("""
                WITH apart AS (
                    INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen,
                        opened_at, updated_at, own_key)
                    SELECT gen_random_uuid(), group_id, group_key, receiver, 'apart', severity, status, firing, 1, opened_at,
                        updated_at, 'apart' FROM incident WHERE group_key LIKE '%Gerät17"}' RETURNING *)
                INSERT INTO incident_part (incident_id, group_id, group_key, own_key, receiver, kind, alerts, firing)
                SELECT id, group_id, group_key, own_key, receiver, 'chosen', '{1}', '{1}' FROM apart
                """);

        List<UUID> apart = found("apart", OPENED);
        assertThat(apart).hasSize(1);
        assertThat(found("{}:{path=\"C:\\Gerät17\"}", OPENED)).hasSize(1).doesNotContainAnyElementsOf(apart);
        TestDatabase.ofRunningService()
                .execute("DELETE FROM incident_part WHERE group_key LIKE '%Gerät17\"}' AND kind = 'whole'");
        assertThat(found("{}:{path=\"C:\\Gerät17\"}", OPENED)).isEqualTo(apart);
    }

    @Test
    void theyAreFoundWithoutLookingAtTheOthers() throws SQLException {
        String plan = TestDatabase.ofRunningService().plan(LinkTargetStore.OF_GROUP_STANDING, "'00', now()");

        assertThat(plan).contains("incident_part_digest").doesNotContain("Seq Scan on incident_part");
    }

    private List<UUID> found(String groupKey, Instant openedBy) {
        return targets.incidentsOfGroup(Link.digest(groupKey), openedBy).await().atMost(PATIENCE);
    }
}
