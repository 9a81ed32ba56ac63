package dev.evenkeel.alertrouter.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
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

    private static final String SELECT = """
            SELECT name, severity, at, firing FROM alert_count WHERE at BETWEEN $1 AND $2
            ORDER BY name, severity, at LIMIT $3
            """;

    private final Pool pool;

    AlertCountSource(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        Tuple span =
                Tuple.of(timestamp(selection.from()), timestamp(selection.to()), (long) selection.maxSamples() + 1);
        return pool.preparedQuery(SELECT).execute(span).map(rows -> series(rows, selection));
    }

    private static List<Series> series(RowSet<Row> rows, Selection selection) {
        Map<Labels, List<Sample>> samples = new LinkedHashMap<>();
        for (Row row : rows) {
            samples.computeIfAbsent(labels(row), labels -> new ArrayList<>())
                    .add(Sample.at(AlertRowMapper.instant(row, "at"), row.getInteger("firing")));
        }
        return samples.entrySet().stream()
                .filter(each -> selection.accepts(each.getKey()))
                .map(each -> new Series(each.getKey(), each.getValue()))
                .toList();
    }

    private static Labels labels(Row row) {
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
