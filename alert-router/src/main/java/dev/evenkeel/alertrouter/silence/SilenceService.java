package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.metrics.SharedMetricRegistries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.metrics.MetricRegistry;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.silence.SilenceStore.Loaded;

/**
 * Keeps silences, and tells whoever is about to notify somebody which there are.
 *
 * <p>What was acknowledged counts at once, on every replica: the silences are held in memory with their version, and the
 * version is compared with that of the database before each use, never with that of a moment ago.
 */
@ApplicationScoped
public class SilenceService {

    private final SilenceStore store;
    private final Pool pool;
    private final MatcherSyntax syntax;
    private final Clock clock;
    private final MetricRegistry metrics = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);
    private volatile Loaded known = new Loaded(-1, Silences.none());

    SilenceService(SilenceStore store, Pool pool, MatcherSyntax syntax, Clock clock) {
        this.store = store;
        this.pool = pool;
        this.syntax = syntax;
        this.clock = clock;
    }

    /**
     * Makes or changes a silence.
     *
     * @return its id, which is another than the proposal's if the silence could not be changed but had to be replaced;
     *     empty if the proposal names a silence that there is not
     * @throws InvalidSilenceException as a failure, with nothing changed
     */
    public Uni<Optional<UUID>> propose(ProposedSilence proposal) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (proposal.id().isEmpty()) {
            return Uni.createFrom()
                    .item(() -> SilenceChange.of(Optional.empty(), proposal, UUID.randomUUID(), now, syntax))
                    .flatMap(change -> pool.withTransaction(
                            transaction -> store.begin(transaction).flatMap(begun -> write(transaction, change))))
                    .map(Optional::of);
        }
        return idOf(proposal.id())
                .map(id -> change(id, proposal, now))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private Uni<Optional<UUID>> change(UUID id, ProposedSilence proposal, Instant now) {
        return pool.withTransaction(transaction -> store.begin(transaction)
                .flatMap(begun -> store.find(transaction, id))
                .flatMap(previous -> previous.isEmpty()
                        ? Uni.createFrom().item(Optional.<UUID>empty())
                        : write(transaction, SilenceChange.of(previous, proposal, UUID.randomUUID(), now, syntax))
                                .map(Optional::of)));
    }

    private Uni<UUID> write(SqlConnection transaction, SilenceChange change) {
        Uni<Void> ended = change.ended()
                .map(old -> store.write(transaction, old))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return ended.flatMap(done -> store.write(transaction, change.written()))
                .replaceWith(change.written().id());
    }

    /** Ends a silence; one that has ended stays as it is. @return whether there is such a silence */
    public Uni<Boolean> expire(UUID id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.withTransaction(transaction -> store.begin(transaction)
                .flatMap(begun -> store.find(transaction, id))
                .flatMap(found -> found.filter(silence -> silence.stateAt(now) != Silence.State.EXPIRED)
                        .map(silence -> store.write(transaction, silence.expiredAt(now)))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .replaceWith(found.isPresent())));
    }

    public Uni<Optional<Silence>> find(UUID id) {
        return counted(store.find(id));
    }

    /** Those that have all these matchers among their own, in the order of the API. */
    public Uni<List<Silence>> list(Collection<Matcher> matchers, Instant now) {
        return counted(store.all())
                .map(all -> all.stream()
                        .filter(silence -> silence.matchers().containsAll(matchers))
                        .sorted(Silences.orderAt(now))
                        .toList());
    }

    /**
     * The silences as they are now, with every one that was acknowledged before the call.
     *
     * @param now silences that ended before it may be missing
     */
    public Uni<Silences> current(Instant now) {
        return counted(store.version().flatMap(version -> {
            Loaded loaded = known;
            if (loaded.version() == version) {
                return Uni.createFrom().item(loaded.silences());
            }
            return store.load(now).invoke(this::remember).map(Loaded::silences);
        }));
    }

    private synchronized void remember(Loaded loaded) {
        if (loaded.version() > known.version()) {
            known = loaded;
        }
    }

    private <T> Uni<T> counted(Uni<T> query) {
        return query.invoke(() ->
                        metrics.counter("alertmanager_silences_queries_total").inc())
                .onFailure()
                .invoke(failure -> metrics.counter("alertmanager_silences_query_errors_total")
                        .inc());
    }
}
