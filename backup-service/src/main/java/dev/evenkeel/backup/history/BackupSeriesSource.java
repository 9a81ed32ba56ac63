package dev.evenkeel.backup.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.platform.query.MetricMetadata;
import dev.evenkeel.platform.query.SeriesSource;
import dev.evenkeel.platform.query.engine.StaleMarker;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Series;

/** For each target, at any moment: how old, large and slow the last backup was, and when one was last proven good. */
@ApplicationScoped
class BackupSeriesSource implements SeriesSource {

    private static final String AGE = "evenkeel_backup_last_age_seconds";
    private static final String DURATION = "evenkeel_backup_last_duration_seconds";
    private static final String CONTENT = "evenkeel_backup_last_content_bytes";
    private static final String STORED = "evenkeel_backup_last_stored_bytes";
    private static final String VERIFIED = "evenkeel_backup_last_verified_age_seconds";

    private static final String BREACHED = "evenkeel_backup_rpo_breached";

    private static final Map<String, MetricMetadata> METADATA = Map.of(
            AGE, new MetricMetadata("gauge", "Time since the last backup was complete", "seconds"),
            DURATION, new MetricMetadata("gauge", "How long the last backup took", "seconds"),
            CONTENT, new MetricMetadata("gauge", "Files in the last backup, before compression", "bytes"),
            STORED, new MetricMetadata("gauge", "What the last backup takes in the repository", "bytes"),
            VERIFIED, new MetricMetadata("gauge", "Time since a backup last passed verification or a drill", "seconds"),
            BREACHED, new MetricMetadata("gauge", "1 if the newest good backup was older than promised", ""));

    /** All that happened in the span, and the last of each target before it. */
    private static final String BACKUPS = """
            SELECT target, begun_at, ended_at, content_bytes, stored_bytes FROM backup_run
            WHERE state = 'completed' AND ended_at BETWEEN $1 AND $2
            UNION ALL
            (SELECT DISTINCT ON (target) target, begun_at, ended_at, content_bytes, stored_bytes FROM backup_run
             WHERE state = 'completed' AND ended_at < $1 ORDER BY target, ended_at DESC)
            """;

    private static final String PROOFS = """
            SELECT r.target, o.ended_at FROM backup_operation o JOIN backup_run r ON r.id = o.backup_id
            WHERE o.state = 'passed' AND o.kind <> 'restore' AND o.ended_at BETWEEN $1 AND $2
            UNION ALL
            (SELECT DISTINCT ON (r.target) r.target, o.ended_at
             FROM backup_operation o JOIN backup_run r ON r.id = o.backup_id
             WHERE o.state = 'passed' AND o.kind <> 'restore' AND o.ended_at < $1 ORDER BY r.target, o.ended_at DESC)
            """;

    private static final String OBJECTIVES = """
            SELECT target, noticed_at, phase, number FROM rpo_change WHERE noticed_at BETWEEN $1 AND $2
            UNION ALL
            (SELECT DISTINCT ON (target) target, noticed_at, phase, number FROM rpo_change
             WHERE noticed_at < $1 ORDER BY target, number DESC)
            ORDER BY number
            """;

    private final Pool pool;
    private final Clock clock;

    BackupSeriesSource(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    private record Backup(Instant begun, Instant ended, long contentBytes, long storedBytes) {}

    @Override
    public Uni<List<Series>> select(Selection selection) {
        Instant now = clock.instant();
        Instant to = selection.to().isAfter(now) ? now : selection.to();
        if (to.isBefore(selection.from())) {
            return Uni.createFrom().item(List.of());
        }
        Tuple span = Tuple.of(selection.from().atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
        return Uni.combine()
                .all()
                .unis(
                        pool.preparedQuery(BACKUPS).execute(span),
                        pool.preparedQuery(PROOFS).execute(span),
                        pool.preparedQuery(OBJECTIVES).execute(span))
                .asTuple()
                .map(rows -> series(rows.getItem1(), rows.getItem2(), rows.getItem3(), selection, to));
    }

    @Override
    public Uni<Map<String, MetricMetadata>> metadata() {
        return Uni.createFrom().item(METADATA);
    }

    private static List<Series> series(
            RowSet<Row> backups, RowSet<Row> proofs, RowSet<Row> objectives, Selection selection, Instant to) {
        Map<String, StepSeries<Backup>> byTarget = new TreeMap<>();
        for (Row row : backups) {
            Backup backup = new Backup(
                    time(row, "begun_at"),
                    time(row, "ended_at"),
                    row.getLong("content_bytes"),
                    row.getLong("stored_bytes"));
            byTarget.computeIfAbsent(row.getString("target"), _ -> new StepSeries<>())
                    .add(backup.ended(), backup);
        }
        Map<String, StepSeries<Instant>> proofsByTarget = new TreeMap<>();
        for (Row row : proofs) {
            proofsByTarget
                    .computeIfAbsent(row.getString("target"), _ -> new StepSeries<>())
                    .add(time(row, "ended_at"), time(row, "ended_at"));
        }
        Map<String, StepSeries<Double>> breaches = new TreeMap<>();
        for (Row row : objectives) {
            breaches.computeIfAbsent(row.getString("target"), _ -> new StepSeries<>())
                    .add(time(row, "noticed_at"), breached(row.getString("phase")));
        }
        Collector collector = new Collector(selection, to, new ArrayList<>());
        byTarget.forEach((target, steps) -> {
            collector.add(AGE, target, steps, (backup, moment) -> seconds(backup.ended(), moment));
            collector.add(DURATION, target, steps, (backup, moment) -> seconds(backup.begun(), backup.ended()));
            collector.add(CONTENT, target, steps, (backup, moment) -> backup.contentBytes());
            collector.add(STORED, target, steps, (backup, moment) -> backup.storedBytes());
        });
        proofsByTarget.forEach((target, steps) -> collector.add(VERIFIED, target, steps, BackupSeriesSource::seconds));
        breaches.forEach((target, steps) -> collector.add(BREACHED, target, steps, (breached, moment) -> breached));
        return collector.series();
    }

    /** Without an objective there is nothing to say. */
    private static double breached(String phase) {
        return switch (phase) {
            case "breached" -> 1;
            case "kept" -> 0;
            default -> StaleMarker.value();
        };
    }

    private record Collector(Selection selection, Instant to, List<Series> series) {

        <T> void add(String metric, String target, StepSeries<T> steps, StepSeries.Value<T> value) {
            Labels labels = Labels.of(Labels.NAME, metric, "target", target);
            if (selection.accepts(labels)) {
                series.add(steps.series(labels, selection.from(), to, value));
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time.toInstant();
    }
}
