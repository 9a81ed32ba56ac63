package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/**
 * Finds the alerts that fire and fulfil matchers. PostgreSQL leaves out those whose labels lack what a matcher spells out, the
 * rest is looked at here, some at a time.
 */
@ApplicationScoped
class SilencedAlertStore {

    private static final int AT_ONCE = 1_000;

    private static final String FIRING = """
            SELECT fingerprint, labels FROM alert
            WHERE fingerprint > $1 AND ends_at > $2
              AND NOT EXISTS (SELECT FROM unnest($3::text[]) AS part WHERE strpos(labels, part) = 0)
            ORDER BY fingerprint LIMIT $4
            """;

    private final Pool pool;

    SilencedAlertStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Fingerprints> firing(List<Matcher> matchers, Instant now) {
        return firing(pool, matchers, now);
    }

    Uni<Fingerprints> firing(SqlClient client, List<Matcher> matchers, Instant now) {
        String[] parts = matchers.stream()
                .filter(matcher ->
                        matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty())
                .map(SilencedAlertStore::asStored)
                .toArray(String[]::new);
        return after(client, Long.MIN_VALUE, matchers, parts, now, LongStream.builder())
                .map(found -> Fingerprints.of(found.build()));
    }

    private static String asStored(Matcher matcher) {
        var text = new StringBuilder();
        TextMapJson.appendText(text, matcher.name());
        text.append(':');
        TextMapJson.appendText(text, matcher.value());
        return text.toString();
    }

    private Uni<LongStream.Builder> after(
            SqlClient client,
            long fingerprint,
            List<Matcher> matchers,
            String[] parts,
            Instant now,
            LongStream.Builder found) {
        return client.preparedQuery(FIRING)
                .execute(Tuple.tuple()
                        .addLong(fingerprint)
                        .addOffsetDateTime(timestamp(now))
                        .addArrayOfString(parts)
                        .addInteger(AT_ONCE))
                .flatMap(rows -> {
                    long last = fingerprint;
                    for (Row row : rows) {
                        last = row.getLong("fingerprint");
                        var labels = TextMapJson.readLabels(row.getString("labels"));
                        if (matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
                            found.add(last);
                        }
                    }
                    return rows.rowCount() < AT_ONCE
                            ? Uni.createFrom().item(found)
                            : after(client, last, matchers, parts, now, found);
                });
    }
}
