package dev.evenkeel.benchmarks.analytics;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The past of an alert-router, written into its database as it would have written it: 20,000 different alerts of 200 names,
 * of which a few fire most; of each incident three alerts, two pages and a timeline; three of five acknowledged by one of
 * twelve people.
 */
final class AlertHistory {

    /** For {@code %1$d} episodes and {@code %2$d} incidents within {@code %3$d} days; a doubled percent sign is one. */
    private static final List<String> STATEMENTS = List.of("""
            INSERT INTO alert_episode (fingerprint, started_at, ended_at, labels)
            SELECT a.fingerprint, e.started_at,
                e.started_at + make_interval(secs => 20 - 600 * ln(0.0001 + (e.i %% 10007 * 7919 %% 10007) / 10007.0)),
                format('{"alertname":"Alert%%s","instance":"host-%%s:9100","job":"node","service":"service-%%s",'
                    '"severity":"%%s","team":"team-%%s"}', a.name, a.fingerprint %% 500, a.name %% 40,
                    (ARRAY['critical', 'warning', 'info'])[1 + a.name %% 3], a.name %% 12)
            FROM (SELECT i, now() - interval '1 hour' - i * (interval '%3$d days' / %1$d.0) AS started_at
                  FROM generate_series(1, %1$d) AS i) AS e,
                LATERAL (SELECT (e.i %% 20000)::bigint AS fingerprint,
                    floor(200 * power((e.i %% 1000) / 1000.0, 3))::integer AS name) AS a
            """, """
            INSERT INTO incident (id, group_id, group_key, receiver, title, severity, status, firing, alerts_seen, opened_at,
                updated_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by)
            SELECT md5('incident ' || i)::uuid, md5('group ' || i)::uuid, '{}:{alertname="' || i || '"}', 'team-' || i %% 12,
                'Alert' || i %% 200, (ARRAY['critical', 'warning', 'info'])[1 + i %% 3], 'resolved', '{}', 3, o.at,
                o.at + interval '40 minutes',
                CASE WHEN i %% 5 < 3 THEN o.at + make_interval(secs => 30 + i * 31 %% 1800) END,
                CASE WHEN i %% 5 < 3 THEN 'person-' || i %% 12 END,
                o.at + make_interval(secs => 2000 + i * 17 %% 9000), CASE WHEN i %% 5 < 3 THEN 'person-' || i %% 12 END
            FROM generate_series(1, %2$d) AS i,
                LATERAL (SELECT now() - interval '6 hours' - i * (interval '%3$d days' / %2$d.0) AS at) AS o
            """, """
            INSERT INTO correlation_occurrence (fingerprint, starts_at, incident_id, at, labels, annotations, cluster, counted)
            SELECT i * 3 + n, o.at - make_interval(secs => i %% 90), md5('incident ' || i)::uuid, o.at,
                format('{"alertname":"Alert%%s","instance":"host-%%s:9100","service":"service-%%s","severity":"%%s","team":"team-%%s"}',
                    i %% 200, n, i %% 40, (ARRAY['critical', 'warning', 'info'])[1 + i %% 3], i %% 12), '{}', 'single', true
            FROM generate_series(1, %2$d) AS i, generate_series(1, 3) AS n,
                LATERAL (SELECT now() - interval '6 hours' - i * (interval '%3$d days' / %2$d.0) AS at) AS o
            """, """
            INSERT INTO incident_event (incident_id, at, kind, actor, text)
            SELECT i.id, line.at, line.kind, line.actor, 'as it was'
            FROM incident AS i, LATERAL (VALUES
                (i.opened_at, 'opened', 'alert-router'),
                (i.opened_at + interval '2 seconds', 'notified', 'alert-router'),
                (i.opened_at + interval '3 seconds', 'notified', 'alert-router'),
                (i.opened_at + interval '5 minutes', 'notified', 'alert-router'),
                (i.acknowledged_at, 'acknowledged', i.acknowledged_by),
                (i.resolved_at, 'resolved', coalesce(i.resolved_by, 'alert-router'))) AS line (at, kind, actor)
            WHERE line.at IS NOT NULL ORDER BY line.at
            """, """
            INSERT INTO escalation_page (id, incident_id, kind, state, created_at, wanted_at, due_at, attempts, person, contact,
                receiver, integration, why, told_at)
            SELECT md5(i.id::text || n)::uuid, i.id, 'automatic', 'told', told.at, told.at, told.at, 1,
                'person-' || abs(hashtext(i.id::text)) %% 12, 'push', 'somebody', 'webhook[0]', 'level 1', told.at
            FROM incident AS i, generate_series(1, 2) AS n,
                LATERAL (SELECT i.opened_at + n * interval '3 seconds' AS at) AS told
            """);

    private final String database;

    /** @param database for JDBC, with name and password in it */
    AlertHistory(String database) {
        this.database = database;
    }

    /** Everything in one transaction, so that nothing is measured before all is there. */
    void write(int episodes, int incidents, int days) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String statement : STATEMENTS) {
                sql.execute(statement.formatted(episodes, incidents, days));
            }
            connection.commit();
        }
        tidy();
    }

    /** Whether every episode is counted and every line of a timeline measured. */
    boolean isMeasured() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                PreparedStatement sql = connection.prepareStatement("""
                        SELECT NOT EXISTS (SELECT FROM alert_episode WHERE NOT counted)
                           AND (SELECT line FROM incident_measured) >= (SELECT max(number) FROM incident_event)
                        """);
                ResultSet rows = sql.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** After much was written, what autovacuum would do within minutes. */
    void tidy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement sql = connection.createStatement()) {
            sql.execute("VACUUM ANALYZE");
        }
    }
}
