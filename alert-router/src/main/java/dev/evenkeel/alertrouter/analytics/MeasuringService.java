package dev.evenkeel.alertrouter.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.analytics.IncidentMeasureStore.Line;
import dev.evenkeel.alertrouter.analytics.IncidentMeasureStore.Unattended;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.silence.Silence;
import dev.evenkeel.alertrouter.silence.SilenceService;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Measures what has happened: incidents as their timelines grow, episodes of alerts as they are remembered. One replica at a
 * time, in small transactions; what is not done in one round is done in the next.
 */
@ApplicationScoped
class MeasuringService {

    /** Numbers are given out before they are committed: what is younger may yet get a line in front of it. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    /** What is said to have happened later than this from now was written by a clock that is wrong. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Many, since what a storm was merged into is measured whole each time. */
    private static final int LINES_AT_ONCE = 5_000;

    private static final int EPISODES_AT_ONCE = 5_000;
    private static final int BATCHES_OF_A_ROUND = 20;
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('analytics')) AS ours";

    private final IncidentMeasureStore measures;
    private final EpisodeCountStore episodes;
    private final SilenceService silences;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private final Duration kept;

    MeasuringService(
            IncidentMeasureStore measures,
            EpisodeCountStore episodes,
            SilenceService silences,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.history-kept", defaultValue = "400d") Duration kept) {
        this.measures = measures;
        this.episodes = episodes;
        this.silences = silences;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
        this.kept = kept;
    }

    /** Measures all that has happened since the last time. */
    Uni<Void> measure() {
        return silences.list(List.of(), clock.instant())
                .flatMap(known -> repeated(transaction -> measureSome(transaction, known)))
                .chain(() -> repeated(this::countSome))
                .chain(() -> repeated(this::forget));
    }

    /**
     * In batches, as long as there is more.
     *
     * @param batch whether there may be more after it
     */
    private Uni<Void> repeated(Function<SqlConnection, Uni<Boolean>> batch) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.withTransaction(transaction -> transaction
                        .query(TRY_LOCK)
                        .execute()
                        .flatMap(rows -> rows.iterator().next().getBoolean("ours")
                                ? batch.apply(transaction)
                                : Uni.createFrom().item(false))))
                .whilst(more -> more)
                .select()
                .first(BATCHES_OF_A_ROUND)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Boolean> measureSome(SqlConnection transaction, Collection<Silence> known) {
        return measures.lines(transaction, LINES_AT_ONCE).flatMap(lines -> {
            List<Line> settled = settled(lines, clock.instant());
            if (settled.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            Set<UUID> incidents = new LinkedHashSet<>();
            settled.forEach(line -> incidents.add(line.incident()));
            List<String> labels =
                    configuration.current().feature(AnalyticsConfig.class).labels();
            return measures.measure(transaction, incidents, labels)
                    .chain(() -> noteSilenced(transaction, incidents, known))
                    .chain(() ->
                            measures.measuredUpTo(transaction, settled.getLast().number()))
                    .replaceWith(settled.size() == LINES_AT_ONCE);
        });
    }

    private static List<Line> settled(List<Line> lines, Instant now) {
        Instant settledAt = now.minus(SETTLING);
        Instant absurd = now.plus(SKEW);
        return lines.stream()
                .takeWhile(line -> line.at().isBefore(settledAt) || line.at().isAfter(absurd))
                .toList();
    }

    /** Whoever silences an alert while its incident lasts has done something about it. */
    private Uni<Void> noteSilenced(SqlConnection transaction, Set<UUID> incidents, Collection<Silence> known) {
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return measures.unattended(transaction, incidents)
                .flatMap(unattended -> Multi.createFrom()
                        .iterable(unattended)
                        .onItem()
                        .transformToUniAndConcatenate(each -> known.stream()
                                .filter(silence -> isAnAnswer(silence, each))
                                .map(Silence::startsAt)
                                .min(Instant::compareTo)
                                .map(at -> measures.silenced(transaction, each.incident(), at))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private boolean isAnAnswer(Silence silence, Unattended to) {
        return !silence.startsAt().isBefore(to.openedAt())
                && silence.startsAt().isBefore(to.resolvedAt().orElseGet(clock::instant))
                && silence.isAbout(to.alert());
    }

    private Uni<Boolean> countSome(SqlConnection transaction) {
        List<String> labels =
                configuration.current().feature(AnalyticsConfig.class).labels();
        return episodes.count(transaction, labels, EPISODES_AT_ONCE).map(counted -> counted == EPISODES_AT_ONCE);
    }

    private Uni<Boolean> forget(SqlConnection transaction) {
        Instant before = clock.instant().minus(kept);
        return measures.forget(transaction, before)
                .chain(() -> episodes.forget(transaction, before))
                .replaceWith(false);
    }
}
