package dev.evenkeel.alertrouter.incident;

import java.sql.SQLException;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.incident.Incident.Status;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever looks at a year of incidents is not to read all of them in order to find the few that are not resolved. */
@ServiceTest
class IncidentListTest {

    @BeforeEach
    void manyThatAreResolved() throws SQLException {
        TestDatabase.ofRunningService().execute("""
                TRUNCATE incident CASCADE;
                INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen,
                    opened_at, updated_at)
                SELECT gen_random_uuid(), gen_random_uuid(), 'key', 'team', 'title', 'warning',
                    CASE WHEN i % 1000 = 0 THEN 'open' ELSE 'resolved' END, '{}', 1,
                    now() - make_interval(mins => i), now()
                FROM generate_series(1, 20000) AS i;
                ANALYZE incident;
                """);
    }

    @Test
    void unresolvedIncidentsAreListedByTheirIndex() throws SQLException {
        for (Set<Status> wanted :
                Set.of(Set.of(Status.OPEN), Set.of(Status.ACKNOWLEDGED), Set.of(Status.OPEN, Status.ACKNOWLEDGED))) {
            String plan = plan(IncidentQuery.of(wanted, 50));

            assertThat(plan).contains("incident_unresolved").doesNotContain("Seq Scan on incident i ");
        }
    }

    @Test
    void whoeverAsksForResolvedOnesHasAllOfThem() throws SQLException {
        for (Set<Status> wanted :
                Set.of(Set.<Status>of(), Set.of(Status.RESOLVED), Set.of(Status.OPEN, Status.RESOLVED))) {
            String plan = plan(IncidentQuery.of(wanted, 50));

            assertThat(plan).contains("incident_opened");
        }
    }

    private static String plan(IncidentQuery query) throws SQLException {
        return TestDatabase.ofRunningService()
                .plan(IncidentStore.statement(query), "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 51");
    }
}
