package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Series;

/**
 * What was measured, as series for Grafana: sums and counts of five minutes, so that a mean over any window is one sum
 * divided by another. Episodes come by the day.
 */
@ApplicationScoped
class AnalyticsSeriesSource implements SeriesSource {

    private static final String OPENED = "evenkeel_incidents_opened";
    private static final String RESOLVED = "evenkeel_incidents_resolved";
    private static final String DETECT = "evenkeel_incident_time_to_detect_seconds";
    private static final String ACKNOWLEDGE = "evenkeel_incident_time_to_acknowledge_seconds";
    private static final String RESOLVE = "evenkeel_incident_time_to_resolve_seconds";
    private static final String PAGES = "evenkeel_pages";
    private static final String EPISODES = "evenkeel_alert_episode_duration_seconds";
    private static final String SUM = "_sum";
    private static final String COUNT = "_count";
    private static final String BUCKET = "_bucket";

    private final AnalyticsSeriesStore store;
    private final ToldStore told;
    private final LiveConfiguration<RouterConfig> configuration;

    AnalyticsSeriesSource(AnalyticsSeriesStore store, ToldStore told, LiveConfiguration<RouterConfig> configuration) {
        this.store = store;
        this.told = told;
        this.configuration = configuration;
    }

    @Override
    public Uni<List<Series>> select(Selection selection) {
        List<Uni<List<Series>>> parts = new ArrayList<>();
        if (wants(selection, OPENED, DETECT + SUM, DETECT + COUNT)) {
            parts.add(store.opened(selection).map(rows -> gathered(rows, selection, AnalyticsSeriesSource::opened)));
        }
        if (wants(selection, ACKNOWLEDGE + SUM, ACKNOWLEDGE + COUNT)) {
            parts.add(store.acknowledged(selection)
                    .map(rows -> gathered(rows, selection, (row, to) -> times(row, ACKNOWLEDGE, to))));
        }
        if (wants(selection, RESOLVED, RESOLVE + SUM, RESOLVE + COUNT)) {
            parts.add(
                    store.resolved(selection).map(rows -> gathered(rows, selection, AnalyticsSeriesSource::resolved)));
        }
        if (wants(selection, EPISODES + SUM, EPISODES + COUNT, EPISODES + BUCKET)) {
            parts.add(
                    store.episodes(selection).map(rows -> gathered(rows, selection, AnalyticsSeriesSource::episodes)));
        }
        if (wants(selection, PAGES)) {
            parts.add(pages(selection));
        }
        return parts.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(parts)
                        .andFailFast()
                        .map(found -> found.stream().flatMap(List::stream).toList());
    }

    /** Whether the matchers on the name leave any of them. */
    private static boolean wants(Selection selection, String... metrics) {
        for (String metric : metrics) {
            Labels name = Labels.of(Labels.NAME, metric);
            if (selection.matchers().stream()
                    .filter(matcher -> matcher.label().equals(Labels.NAME))
                    .allMatch(matcher -> LabelMatcher.all(List.of(matcher), name))) {
                return true;
            }
        }
        return false;
    }

    private static List<Series> gathered(
            RowSet<Row> rows, Selection selection, BiConsumer<Row, AnalyticsSeries> reader) {
        // rows that were not read may be those that are asked for: an answer without them would be wrong, not short
        refuseMoreThan(selection, rows.size());
        var series = new AnalyticsSeries();
        rows.forEach(row -> reader.accept(row, series));
        return accepted(series, selection);
    }

    private static void refuseMoreThan(Selection selection, long read) {
        if (read > selection.maxSamples()) {
            throw QueryException.execution(
                    "query processing would load too many samples into memory in query execution: more than "
                            + selection.maxSamples() + "; ask for a shorter time");
        }
    }

    private static List<Series> accepted(AnalyticsSeries gathered, Selection selection) {
        return gathered.between(selection.from(), selection.to()).stream()
                .filter(series -> selection.accepts(series.labels()))
                .toList();
    }

    private static Labels incidents(Row row, String metric) {
        return Labels.of(
                Labels.NAME, metric, "severity", row.getString("severity"), "receiver", row.getString("receiver"));
    }

    private static void opened(Row row, AnalyticsSeries to) {
        to.add(incidents(row, OPENED), AlertRowMapper.instant(row, "at"), row.getLong("incidents"));
        times(row, DETECT, to);
    }

    private static void resolved(Row row, AnalyticsSeries to) {
        Labels how = incidents(row, RESOLVED)
                .with("acted_on", Boolean.toString(row.getBoolean("acted")))
                .with("acknowledged", Boolean.toString(row.getBoolean("acknowledged")));
        to.add(how, AlertRowMapper.instant(row, "at"), row.getLong("times"));
        times(row, RESOLVE, to);
    }

    private static void times(Row row, String metric, AnalyticsSeries to) {
        Instant at = AlertRowMapper.instant(row, "at");
        to.add(incidents(row, metric + SUM), at, row.getDouble("seconds"));
        to.add(incidents(row, metric + COUNT), at, row.getLong("times"));
    }

    /** As a histogram has them: each bucket with those before it. */
    private static void episodes(Row row, AnalyticsSeries to) {
        Instant at =
                row.getLocalDate("day").plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Labels labels = Labels.of("alertname", row.getString("name"), "severity", row.getString("severity"));
        long episodes = row.getLong("episodes");
        to.add(labels.with(Labels.NAME, EPISODES + SUM), at, row.getLong("seconds"));
        to.add(labels.with(Labels.NAME, EPISODES + COUNT), at, episodes);
        Labels bucket = labels.with(Labels.NAME, EPISODES + BUCKET);
        for (int i = 0; i < DurationBuckets.BOUNDS.size(); i++) {
            long counted = i >= row.getInteger("took_up_to") ? episodes : 0;
            to.add(bucket.with("le", DurationBuckets.BOUNDS.get(i) + ".0"), at, counted);
        }
        to.add(bucket.with("le", "+Inf"), at, episodes);
    }

    private Uni<List<Series>> pages(Selection selection) {
        OncallDirectory directory = configuration.current().feature(OncallDirectory.class);
        Hours hours = configuration.current().feature(AnalyticsConfig.class).hours();
        return told.told(selection.from().minus(AnalyticsSeriesStore.INTERVAL), selection.to())
                .collect()
                .in(AnalyticsSeries::new, (series, each) -> {
                    Labels labels = page(each, directory, hours);
                    if (selection.accepts(labels)) {
                        series.add(labels, endOfInterval(each.at()), 1);
                        refuseMoreThan(selection, series.samples());
                    }
                })
                .map(series -> accepted(series, selection));
    }

    private static Labels page(ToldStore.Told told, OncallDirectory directory, Hours hours) {
        Person person = directory.people().get(told.person());
        Hours.Part part = hours.partAt(told.at(), person == null ? ZoneOffset.UTC : person.zone());
        return Labels.of(Labels.NAME, PAGES, "person", told.person(), "part", part.id());
    }

    private static Instant endOfInterval(Instant moment) {
        long length = AnalyticsSeriesStore.INTERVAL.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(moment.getEpochSecond(), length) + 1) * length);
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        Map<String, MetricMetadata> all = new LinkedHashMap<>();
        all.put(OPENED, gauge("Incidents that were opened in the five minutes that ended then"));
        all.put(RESOLVED, gauge("Incidents that were over in these five minutes, and whether anybody did anything"));
        all.put(DETECT + SUM, gauge("From the first alert's start to the opening, of incidents opened then, together"));
        all.put(DETECT + COUNT, gauge("How many of these there were"));
        all.put(ACKNOWLEDGE + SUM, gauge("From opening to acknowledgement, of incidents taken on then, together"));
        all.put(ACKNOWLEDGE + COUNT, gauge("How many of these there were"));
        all.put(RESOLVE + SUM, gauge("From opening to resolution, of incidents that were over then, together"));
        all.put(RESOLVE + COUNT, gauge("How many of these there were"));
        all.put(PAGES, gauge("How often somebody was told in these five minutes, by the part of their day"));
        all.put(EPISODES + SUM, gauge("How long alerts fired that ended on the day that ended then, together"));
        all.put(EPISODES + COUNT, gauge("How many of these there were"));
        all.put(EPISODES + BUCKET, gauge("How many of these lasted up to le seconds"));
        return Uni.createFrom().item(all);
    }

    private static MetricMetadata gauge(String help) {
        return new MetricMetadata("gauge", help, "");
    }
}
