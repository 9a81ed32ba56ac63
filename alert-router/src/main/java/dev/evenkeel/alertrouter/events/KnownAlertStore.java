package dev.evenkeel.alertrouter.events;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Says which alerts are there. */
@ApplicationScoped
class KnownAlertStore {

    private static final String KNOWN = "SELECT fingerprint FROM alert WHERE fingerprint = ANY($1)";

    /** Those of the fingerprints that are of alerts that fire, or that ended and are not tidied away. */
    Uni<Set<Long>> among(SqlConnection transaction, Collection<Long> fingerprints) {
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(fingerprints.toArray(Long[]::new)))
                .map(rows -> {
                    Set<Long> known = new HashSet<>();
                    rows.forEach(row -> known.add(row.getLong("fingerprint")));
                    return known;
                });
    }
}
