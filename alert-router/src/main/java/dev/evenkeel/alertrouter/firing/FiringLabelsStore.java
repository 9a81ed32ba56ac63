package dev.evenkeel.alertrouter.firing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.TextMapJson;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Reads the labels of alerts that fire. */
@ApplicationScoped
public class FiringLabelsStore {

    /** To parse so many, and to ask something of each, takes the event loop a millisecond or two. */
    private static final int PAGE = 500;

    private static final String FIRING = "SELECT fingerprint, labels FROM firing_alerts($1, $2, $3, $4, $5)";

    private static final String COUNTS =
            "SELECT name, severity, count(*) AS firing FROM alert WHERE ends_at > $1 GROUP BY name, severity LIMIT $2";

    private final Pool pool;

    FiringLabelsStore(Pool pool) {
        this.pool = pool;
    }

    /** All alerts that fire, in order of their fingerprints; a page is read when it is asked for. */
    public Multi<List<FiringLabels>> pages(Instant now) {
        return pages(now, null, null);
    }

    /** The same of those with certain names and severities. */
    public Multi<List<FiringLabels>> pages(Instant now, Collection<NameAndSeverity> of) {
        return pages(
                now,
                of.stream().map(NameAndSeverity::name).toArray(String[]::new),
                of.stream().map(NameAndSeverity::severity).toArray(String[]::new));
    }

    /** How many alerts fire of each name and severity, of as many of these as there are up to a number. */
    public Uni<Map<NameAndSeverity, Long>> counts(Instant now, int most) {
        return pool.preparedQuery(COUNTS)
                .execute(Tuple.of(timestamp(now), most))
                .map(rows -> {
                    Map<NameAndSeverity, Long> counts = new HashMap<>();
                    rows.forEach(row -> counts.put(
                            new NameAndSeverity(row.getString("name"), row.getString("severity")),
                            row.getLong("firing")));
                    return counts;
                });
    }

    private Multi<List<FiringLabels>> pages(Instant now, String[] names, String[] severities) {
        var last = new Object() {
            long fingerprint = Long.MIN_VALUE;
        };
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.preparedQuery(FIRING)
                        .execute(Tuple.tuple()
                                .addLong(last.fingerprint)
                                .addOffsetDateTime(timestamp(now))
                                .addArrayOfString(names)
                                .addArrayOfString(severities)
                                .addInteger(PAGE))
                        .map(FiringLabelsStore::read)
                        .invoke(page -> last.fingerprint = page.isEmpty()
                                ? last.fingerprint
                                : page.getLast().fingerprint()))
                .whilst(page -> page.size() == PAGE);
    }

    private static List<FiringLabels> read(RowSet<Row> rows) {
        List<FiringLabels> page = new ArrayList<>(rows.size());
        rows.forEach(row -> page.add(
                new FiringLabels(row.getLong("fingerprint"), TextMapJson.readLabels(row.getString("labels")))));
        return page;
    }
}
