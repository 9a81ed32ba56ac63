package dev.evenkeel.alertrouter.history;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

/** What is kept for how long, counted from the moment at which it was over. */
@ServiceTest
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(400);
    private static final String EMPTY =
            "TRUNCATE incident, storm, oncall_override, oncall_swap, oncall_feed, maintenance_window CASCADE";

    @BeforeEach
    void nothingOnRecord() throws SQLException {
        TestClock.set(NOW);
        sql(EMPTY);
    }

    @AfterAll
    static void leaveNothing() throws SQLException {
        sql(EMPTY);
    }

    @Test
    void aResolvedIncidentGoesWithItsEscalationAndItsPages() throws SQLException {
        incident("00000000-0000-0000-0000-000000000001", "resolved", old());
        incident("00000000-0000-0000-0000-000000000002", "resolved", young());
        incident("00000000-0000-0000-0000-000000000003", "open", null);

        Tasks.run("tidy-alerts");

        assertThat(count("incident")).isEqualTo(2);
        assertThat(count("escalation")).isEqualTo(2);
        assertThat(count("escalation_page")).isEqualTo(2);
    }

    @Test
    void stormsThatAreOverGoAndThoseThatLastStay() throws SQLException {
        storm("''", old());
        storm("''", young());
        storm("'{}/0'", null);

        Tasks.run("tidy-alerts");

        assertThat(count("storm")).isEqualTo(2);
    }

    @Test
    void whoWasOnCallInsteadOfWhomIsKeptAsLongAsIncidents() throws SQLException {
        override(old());
        override(young());
        override(NOW.plus(Duration.ofDays(30)));

        Tasks.run("tidy-alerts");

        assertThat(count("oncall_override")).isEqualTo(2);
    }

    @Test
    void aSwapGoesWhenBothShiftsAreLongPast() throws SQLException {
        swap("accepted", old(), null);
        swap("proposed", old(), old());
        swap("accepted", old(), young());

        Tasks.run("tidy-alerts");

        assertThat(count("oncall_swap")).isEqualTo(1);
    }

    @Test
    void aRevokedCalendarGoesAndOneInUseStays() throws SQLException {
        feed("a", old());
        feed("b", young());
        feed("c", null);

        Tasks.run("tidy-alerts");

        assertThat(count("oncall_feed")).isEqualTo(2);
    }

    @Test
    void aMaintenanceWindowGoesWhenItsLastTimeIsLongPast() throws SQLException {
        window("once, long past", "2025-01-01T00:00", "NULL");
        window("recurred, long past", "2025-01-01T00:00", "'FREQ=DAILY;COUNT=3'");
        window("recurs", "2025-01-01T00:00", "'FREQ=WEEKLY;BYDAY=SU'");
        window("once, of late", "2026-11-01T00:00", "NULL");

        Tasks.run("tidy-maintenance");

        assertThat(count("maintenance_window")).isEqualTo(2);
    }

    @Test
    void whatCannotBeRemovedKeepsNothingElseFromGoing() throws SQLException {
        storm("''", old());
        sql("ALTER TABLE notification_log RENAME TO hidden");

        TestKeys.as(Role.OPERATOR).post("/internal/tasks/tidy-alerts").then().statusCode(greaterThanOrEqualTo(500));

        sql("ALTER TABLE hidden RENAME TO notification_log");
        assertThat(count("storm")).isZero();
        Tasks.run("tidy-alerts");
    }

    private static Instant old() {
        return NOW.minus(HISTORY).minusSeconds(1);
    }

    private static Instant young() {
        return NOW.minus(HISTORY).plusSeconds(1);
    }

    private static void incident(String id, String status, Instant resolvedAt) throws SQLException {
        sql("""
                INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen,
                                      opened_at, updated_at, resolved_at, version)
                VALUES ('%1$s', gen_random_uuid(), 'k', 'r', 't', 'critical', '%2$s', '{}', 1, '%4$s', '%4$s', %3$s, 1)
                """.formatted(id, status, time(resolvedAt), old().minusSeconds(60)));
        sql("""
                INSERT INTO escalation (incident_id, policy, state, base, next_step, group_labels, started_at)
                VALUES ('%1$s', 'p', 'ended', '%2$s', 1, '{}', '%2$s')
                """.formatted(id, old()));
        sql("""
                INSERT INTO escalation_page (id, incident_id, kind, state, created_at, wanted_at, due_at, receiver,
                                             integration, why)
                VALUES (gen_random_uuid(), '%1$s', 'automatic', 'told', '%2$s', '%2$s', '%2$s', 'r', 'webhook[0]', 'L1')
                """.formatted(id, old()));
    }

    private static void storm(String route, Instant endedAt) throws SQLException {
        sql("""
                INSERT INTO storm (id, route_id, receiver, began_at, full_at, ended_at)
                VALUES (gen_random_uuid(), %1$s, 'r', '%2$s', '%2$s', %3$s)
                """.formatted(route, old().minusSeconds(60), time(endedAt)));
    }

    private static void override(Instant endsAt) throws SQLException {
        sql("""
                INSERT INTO oncall_override (id, schedule, person, starts_at, ends_at, reason, created_by, created_at)
                VALUES (gen_random_uuid(), 's', 'p', '%1$s', '%2$s', '', 'o', '%1$s')
                """.formatted(endsAt.minusSeconds(60), endsAt));
    }

    private static void swap(String status, Instant endsAt, Instant returnEndsAt) throws SQLException {
        sql("""
                INSERT INTO oncall_swap (id, schedule, requester, starts_at, ends_at, partner, return_starts_at,
                                         return_ends_at, reason, status, asked_by, asked_at)
                VALUES (gen_random_uuid(), 's', 'a', '%1$s', '%2$s', 'b', %3$s, %3$s, '', '%4$s', 'a', '%1$s')
                """.formatted(endsAt.minusSeconds(60), endsAt, time(returnEndsAt), status));
    }

    private static void feed(String token, Instant revokedAt) throws SQLException {
        sql("""
                INSERT INTO oncall_feed (id, token_digest, person, created_by, created_at, revoked_at)
                VALUES (gen_random_uuid(), '%s', 'a', 'a', '%s', %s)
                """.formatted(token, old().minusSeconds(60), time(revokedAt)));
    }

    private static void window(String name, String start, String rule) throws SQLException {
        sql("""
                INSERT INTO maintenance_window (id, name, matchers, start_local, zone, rule, duration_ms, comment, created_by,
                                                updated_at, version)
                VALUES (gen_random_uuid(), '%s', 'a="b"', '%s', 'UTC', %s, 3600000, '', 'o', now(), 1)
                """.formatted(name, start, rule));
    }

    private static String time(Instant at) {
        return at == null ? "NULL" : "'" + at + "'";
    }

    private static long count(String table) throws SQLException {
        return TestDatabase.ofRunningService().number("SELECT count(*) FROM " + table);
    }

    private static void sql(String sql) throws SQLException {
        TestDatabase.ofRunningService().execute(sql);
    }
}
