package dev.evenkeel.alertrouter.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/**
 * How many alerts fired, minute by minute, as the series {@code ALERTS}. Where Prometheus has one series of value 1 for
 * each alert, this has one for each name and severity, with their number; sums over it come out the same.
 */
@ApplicationScoped
class AlertCountSource implements SeriesSource {

    private static final String METRIC = "ALERTS";

    /** From one name and severity to the next by the index, as if there were no minutes. */
    private static final String NAMES = """
            WITH RECURSIVE known AS (
                (SELECT name, severity FROM alert_count ORDER BY name, severity LIMIT 1)
                UNION ALL
                SELECT next.name, next.severity FROM known, LATERAL (
                    SELECT c.name, c.severity FROM alert_count AS c
                    WHERE (c.name, c.severity) > (known.name, known.severity)
                    ORDER BY c.name, c.severity LIMIT 1) AS next)
            SELECT k.name, k.severity FROM known AS k WHERE EXISTS (
                SELECT FROM alert_count AS c
                WHERE c.name = k.name AND c.severity = k.severity AND c.at BETWEEN $1 AND $2)
            """;

    /** A row for each series: one for each sample would take many times as much memory. */
    private static final String SAMPLES = """
            WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) AS each (name, severity)),
            samples AS (
                SELECT c.name, c.severity, c.at, c.firing FROM wanted JOIN alert_count AS c USING (name, severity)
                WHERE c.at BETWEEN $3 AND $4 LIMIT $5)
            SELECT name, severity, array_agg(extract(epoch FROM at)::bigint ORDER BY at) AS seconds,
                array_agg(firing ORDER BY at) AS firing
            FROM samples GROUP BY name, severity ORDER BY name, severity
            """;

    /** What tells its series apart; the others are the same for all. */
    private static final Set<String> NAMING = Set.of("alertname", "severity");

    private static final Labels COMMON = Labels.of(Labels.NAME, METRIC, "alertstate", "firing");

    private final Pool pool;

    AlertCountSource(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        return labels(selection)
                .flatMap(wanted -> wanted.isEmpty() ? Uni.createFrom().item(List.of()) : samples(wanted, selection));
    }

    /** Empty without a look at the table if all that they have in common is not asked for. */
    @Override
    public Uni<List<Labels>> labels(Selection selection) {
        if (!mayAccept(selection)) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery(NAMES)
                .execute(Tuple.of(timestamp(selection.from()), timestamp(selection.to())))
                .map(rows -> rows.stream()
                        .map(AlertCountSource::identity)
                        .filter(selection::accepts)
                        .toList());
    }

    private static boolean mayAccept(Selection selection) {
        return selection.matchers().stream()
                .allMatch(matcher -> NAMING.contains(matcher.label()) || matcher.matches(COMMON));
    }

    private Uni<List<Series>> samples(List<Labels> wanted, Selection selection) {
        Tuple asked = Tuple.tuple()
                .addArrayOfString(values(wanted, "alertname"))
                .addArrayOfString(values(wanted, "severity"))
                .addOffsetDateTime(timestamp(selection.from()))
                .addOffsetDateTime(timestamp(selection.to()))
                .addLong(selection.maxSamples() + 1L);
        return pool.preparedQuery(SAMPLES)
                .execute(asked)
                .map(rows -> rows.stream().map(AlertCountSource::series).toList());
    }

    private static String[] values(List<Labels> wanted, String label) {
        return wanted.stream().map(labels -> labels.get(label)).toArray(String[]::new);
    }

    private static Series series(Row row) {
        Long[] seconds = row.getArrayOfLongs("seconds");
        Integer[] firing = row.getArrayOfIntegers("firing");
        List<Sample> samples = new ArrayList<>(seconds.length);
        for (int i = 0; i < seconds.length; i++) {
            samples.add(Sample.at(Instant.ofEpochSecond(seconds[i]), firing[i]));
        }
        return new Series(identity(row), samples);
    }

    private static Labels identity(Row row) {
        return Labels.of(
                Labels.NAME,
                METRIC,
                "alertname",
                row.getString("name"),
                "alertstate",
                "firing",
                "severity",
                row.getString("severity"));
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom()
                .item(Map.of(METRIC, new MetricMetadata("gauge", "Alerts that fire, by name and severity.", "")));
    }
}
