package dev.evenkeel.backup.history;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** What was last found out about the backups of each target. */
@ApplicationScoped
class ProofStore {

    private final Pool pool;

    ProofStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The outcome of a check.
     *
     * @param method {@code verification} or {@code drill}
     */
    record Proof(String target, String method, boolean passed, Instant at) {}

    /** For each target the last check that said something about a backup. */
    Uni<List<Proof>> latest() {
        return pool.query("""
                        SELECT DISTINCT ON (r.target) r.target, o.kind, o.state, o.ended_at
                        FROM backup_operation o JOIN backup_run r ON r.id = o.backup_id
                        WHERE o.kind <> 'restore' AND o.state IN ('passed', 'failed')
                        ORDER BY r.target, o.ended_at DESC
                        """)
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new Proof(
                                row.getString("target"),
                                row.getString("kind"),
                                row.getString("state").equals("passed"),
                                row.getOffsetDateTime("ended_at").toInstant()))
                        .toList());
    }
}
