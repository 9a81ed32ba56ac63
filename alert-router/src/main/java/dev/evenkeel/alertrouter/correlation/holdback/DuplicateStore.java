package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.TextMapJson;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Looks for the alert that speaks for another one, without reading their whole group into memory. */
@ApplicationScoped
class DuplicateStore {

    /** Labels with U+0000, which jsonb refuses, are left out. */
    private static final String SPEAKER = """
            SELECT a.fingerprint FROM alert_group_member AS m JOIN alert AS a ON a.fingerprint = m.fingerprint
            WHERE m.group_id = $1 AND a.ends_at > $2 AND (a.starts_at, a.fingerprint) < ($3, $4)
                AND CASE WHEN strpos(a.labels, '\\u0000') > 0 THEN false ELSE a.labels::jsonb - $5::text[] = $6::text::jsonb END
            ORDER BY a.starts_at, a.fingerprint LIMIT 1
            """;

    private final Pool pool;

    DuplicateStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The alert that is told in place of another one: of those in its group that fire and differ in nothing but certain labels,
     * the oldest. Empty if it speaks for itself.
     */
    Uni<Optional<Long>> speakerFor(Alert alert, UUID group, Set<String> duplicateLabels, Instant now) {
        String labels = TextMapJson.write(alert.labels().without(duplicateLabels));
        if (duplicateLabels.isEmpty() || labels.contains("\\u0000")) {
            return Uni.createFrom().item(Optional.empty());
        }
        Tuple asked = Tuple.tuple()
                .addUUID(group)
                .addOffsetDateTime(timestamp(now))
                .addOffsetDateTime(timestamp(alert.startsAt()))
                .addLong(alert.fingerprint())
                .addArrayOfString(duplicateLabels.toArray(String[]::new))
                .addString(labels);
        return pool.preparedQuery(SPEAKER)
                .execute(asked)
                .map(rows -> rows.stream().findFirst().map(row -> row.getLong("fingerprint")));
    }
}
