package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.TextMapJson;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** What there was of each kind of alert, in PostgreSQL. */
@ApplicationScoped
class NoiseStore {

    /** Enough kinds to rank; a label with more values than this is no kind. */
    private static final int MOST_KINDS = 2_000;

    private static final String KIND = """
             CASE $7::text WHEN '' THEN '' WHEN 'alertname' THEN c.name WHEN 'severity' THEN c.severity
                ELSE coalesce(c.labels ->> $7, '') END
            """;

    /** Whole days as they were counted; what is left of the range at its ends, episode by episode. */
    private static final String EPISODES = """
            WITH c AS (
                SELECT name, severity, labels, took_up_to, episodes, again FROM alert_episode_day
                WHERE day >= $5 AND day < $6
                UNION ALL
                SELECT name, severity, labels, took_up_to, 1, again FROM (SELECT""" + " " + EpisodeCountStore.COUNTED + """
                 FROM alert_episode AS e""" + EpisodeCountStore.READ + """
                WHERE ((e.ended_at >= $3 AND e.ended_at < $8) OR (e.ended_at >= $9 AND e.ended_at < $4)) AND"""
            + EpisodeCountStore.READABLE + """
            ) AS single),
            kinds AS (
                SELECT""" + KIND + """
                 AS kind, c.took_up_to, sum(c.episodes)::bigint AS episodes, sum(c.again)::bigint AS again FROM c
                WHERE c.labels @> $10::text::jsonb AND ($11::text[] IS NULL OR c.severity = ANY ($11)) GROUP BY 1, 2)
            SELECT kind, took_up_to, episodes, again FROM kinds
            WHERE kind IN (SELECT kind FROM kinds GROUP BY kind ORDER BY sum(episodes) DESC, kind LIMIT $12)
            """;

    private static final String INCIDENTS = """
            SELECT key AS kind, count(*) AS incidents, count(acted_at) AS acted_on,
                count(*) FILTER (WHERE acted_at IS NULL AND resolved_at <= opened_at + make_interval(secs => $7)) AS brief,
                sum(notifications)::bigint AS notifications, sum(pages)::bigint AS pages
            FROM (SELECT m.*,
            """ + IncidentFigureStore.KEYS + IncidentFigureStore.WHERE + """
            ) AS each
            GROUP BY key ORDER BY incidents DESC, kind LIMIT $8
            """;

    private final Pool pool;

    NoiseStore(Pool pool) {
        this.pool = pool;
    }

    /** Episodes that ended within a time, by kind, whatever the receivers; of very many kinds those with the most episodes. */
    Uni<Map<String, NoiseRanking.Episodes>> episodes(
            TimeRange range, IncidentFilter filter, Grouping grouping, List<String> labels) {
        LocalDate firstWhole = dayAtOrAfter(range.from());
        LocalDate lastWhole = range.to().atOffset(ZoneOffset.UTC).toLocalDate();
        boolean wholeDays = firstWhole.isBefore(lastWhole);
        // without a whole day in it all of the range is its first end
        Instant firstEnd = wholeDays ? startOf(firstWhole) : range.to();
        Instant secondEnd = wholeDays ? startOf(lastWhole) : range.to();
        Tuple parameters = EpisodeCountStore.parameters(needed(labels, filter, grouping))
                .addOffsetDateTime(timestamp(range.from()))
                .addOffsetDateTime(timestamp(range.to()))
                .addLocalDate(firstWhole)
                .addLocalDate(lastWhole)
                .addString(grouping.by())
                .addOffsetDateTime(timestamp(firstEnd))
                .addOffsetDateTime(timestamp(secondEnd))
                .addString(TextMapJson.write(filter.labels()))
                .addArrayOfString(
                        filter.severities().isEmpty()
                                ? null
                                : filter.severities().toArray(String[]::new))
                .addInteger(MOST_KINDS);
        return pool.preparedQuery(EPISODES).execute(parameters).map(rows -> {
            Map<String, NoiseRanking.Episodes> byKind = new HashMap<>();
            for (Row row : rows) {
                byKind.compute(
                        row.getString("kind"),
                        (kind, before) -> (before == null ? NoiseRanking.Episodes.none() : before)
                                .plus(row.getInteger("took_up_to"), row.getLong("episodes"), row.getLong("again")));
            }
            return byKind;
        });
    }

    /** Those of the labels that are counted by without which the question cannot be answered. */
    private static List<String> needed(List<String> labels, IncidentFilter filter, Grouping grouping) {
        return labels.stream()
                .filter(label -> label.equals(grouping.by()) || filter.labels().containsKey(label))
                .toList();
    }

    private static LocalDate dayAtOrAfter(Instant moment) {
        LocalDate day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        return startOf(day).equals(moment) ? day : day.plusDays(1);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Incidents that were opened within a time, by the kinds of their alerts; of very many kinds those with the most. */
    Uni<Map<String, NoiseRanking.Incidents>> incidents(
            TimeRange range, IncidentFilter filter, Grouping grouping, Duration brief) {
        Tuple parameters = IncidentFigureStore.where(range, filter)
                .addString(grouping.by())
                .addDouble((double) brief.toSeconds())
                .addInteger(MOST_KINDS);
        return pool.preparedQuery(INCIDENTS).execute(parameters).map(rows -> {
            Map<String, NoiseRanking.Incidents> byKind = new HashMap<>();
            rows.forEach(row -> byKind.put(
                    row.getString("kind"),
                    new NoiseRanking.Incidents(
                            row.getLong("incidents"),
                            row.getLong("acted_on"),
                            row.getLong("brief"),
                            row.getLong("notifications"),
                            row.getLong("pages"))));
            return byKind;
        });
    }
}
