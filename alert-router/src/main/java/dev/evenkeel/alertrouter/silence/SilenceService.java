package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.compatibility.QueryMetrics;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.maintenance.MaintenanceStore;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.alertrouter.recording.RecordedEvent;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Keeps silences, and tells whoever is about to notify somebody which there are.
 *
 * <p>What was acknowledged counts at once, on every replica: the silences are held in memory with their version, and the
 * version is compared with that of the database before each use, never with that of a moment ago.
 */
@Startup // what it counts is there before anything was asked
@ApplicationScoped
public class SilenceService {

    /** Asks for the version of what is stored. */
    public static final String VERSION = "SELECT version FROM silence_version";

    /** Whoever has looked at the clock asks a moment later; what is known answers those who began as long ago, too. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /**
     * What is held in memory.
     *
     * @param from silences that ended before it are missing
     */
    private record Known(long version, Instant from, Silences silences) {}

    private final SilenceStore store;
    private final EndingSilenceStore ending;
    private final SilencedIncidentService incidents;
    private final MaintenanceStore windows;
    private final AuditService audit;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final MatcherSyntax syntax;
    private final Clock clock;
    private final QueryMetrics metrics;
    private final EventRecorder recorder;
    private volatile Known known = new Known(-1, Instant.MAX, Silences.none());

    SilenceService(
            SilenceStore store,
            EndingSilenceStore ending,
            SilencedIncidentService incidents,
            MaintenanceStore windows,
            AuditService audit,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            MatcherSyntax syntax,
            MeterRegistry meters,
            EventRecorder recorder,
            Clock clock) {
        this.metrics = new QueryMetrics(meters, "silences");
        this.store = store;
        this.ending = ending;
        this.incidents = incidents;
        this.windows = windows;
        this.audit = audit;
        this.configuration = configuration;
        this.pool = pool;
        this.syntax = syntax;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Makes or changes a silence.
     *
     * @return its id, which is another than the proposal's if the silence could not be changed but had to be replaced;
     *     empty if the proposal names a silence that there is not
     * @throws InvalidSilenceException as a failure, with nothing changed
     */
    public Uni<Optional<UUID>> propose(ProposedSilence proposal, SilenceAuthor author) {
        Instant now = now();
        Uni<Optional<UUID>> proposed = proposal.id().isEmpty()
                ? checked(Optional.empty(), proposal, UUID.randomUUID(), author, now)
                        .flatMap(change -> pool.withTransaction(transaction -> store.begin(transaction)
                                .flatMap(begun -> write(transaction, Optional.empty(), change, author))))
                        .invoke(this::created)
                        .map(Silence::id)
                        .map(Optional::of)
                // what could be no silence is refused as that, whether or not there is one to change
                : Uni.createFrom()
                        .item(() -> proposal.checked(now, syntax))
                        .flatMap(valid -> idOf(proposal.id())
                                .map(id -> change(id, proposal, author, now))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
        return noted(proposed, proposal, author);
    }

    /** What the policy refuses is in the audit log, too. */
    private <T> Uni<T> noted(Uni<T> proposed, ProposedSilence proposal, SilenceAuthor author) {
        return proposed.onFailure(RefusedSilenceException.class)
                .call(refused -> audit.recordAlone(
                        author.actor(),
                        AuditedAction.refused("silence.create", "silence", proposal.id(), refused.getMessage())));
    }

    /**
     * Makes a silence of a given id, once: if there is or was one, nothing changes.
     *
     * @return whether it was made
     * @throws InvalidSilenceException as a failure, with nothing changed
     */
    public Uni<Boolean> proposeOnce(UUID id, ProposedSilence proposal, SilenceAuthor author) {
        return noted(
                checked(Optional.empty(), proposal, id, author, now())
                        .flatMap(change -> pool.withTransaction(transaction -> store.begin(transaction)
                                .flatMap(begun -> store.find(transaction, id))
                                .flatMap(known -> known.isPresent()
                                        ? Uni.createFrom().item(Optional.<Silence>empty())
                                        : write(transaction, Optional.empty(), change, author)
                                                .map(Optional::of))))
                        .invoke(made -> made.ifPresent(this::created))
                        .map(Optional::isPresent),
                proposal,
                author);
    }

    /**
     * Makes a silence that ends when none of these alerts fires any more.
     *
     * @throws InvalidSilenceException as a failure, with nothing changed
     */
    Uni<UUID> proposeUntilResolved(ProposedSilence proposal, Fingerprints alerts, SilenceAuthor author) {
        return noted(
                checked(Optional.empty(), proposal, UUID.randomUUID(), author, now())
                        .flatMap(change -> pool.withTransaction(transaction -> store.begin(transaction)
                                .flatMap(begun -> write(transaction, Optional.empty(), change, author))
                                .call(silence -> ending.add(transaction, silence.id(), alerts))))
                        .invoke(this::created)
                        .map(Silence::id),
                proposal,
                author);
    }

    private Uni<SilenceChange> checked(
            Optional<Silence> previous, ProposedSilence proposal, UUID newId, SilenceAuthor author, Instant now) {
        return Uni.createFrom().item(() -> {
            SilenceChange change = SilenceChange.of(previous, proposal, newId, now, syntax);
            configuration.current().feature(SilencePolicy.class).check(change.written(), author, now);
            return change;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private Uni<Optional<UUID>> change(UUID id, ProposedSilence proposal, SilenceAuthor author, Instant now) {
        return pool.withTransaction(transaction -> store.begin(transaction)
                        .flatMap(begun -> store.find(transaction, id))
                        .flatMap(previous -> previous.isEmpty()
                                ? Uni.createFrom().item(Optional.<Silence>empty())
                                : checked(previous, proposal, UUID.randomUUID(), author, now)
                                        .flatMap(change -> write(transaction, previous, change, author))
                                        .map(Optional::of)))
                .invoke(written -> written.ifPresent(silence -> changed(silence, id)))
                .map(written -> written.map(Silence::id));
    }

    private void created(Silence silence) {
        recorder.record(new RecordedEvent.SilenceCreated(silence));
    }

    /** A silence that could not be changed has become another one. */
    private void changed(Silence silence, UUID asked) {
        if (silence.id().equals(asked)) {
            recorder.record(new RecordedEvent.SilenceUpdated(silence));
        } else {
            created(silence);
        }
    }

    private Uni<Silence> write(
            SqlConnection transaction, Optional<Silence> previous, SilenceChange change, SilenceAuthor author) {
        Uni<Void> ended = change.ended()
                .map(old -> store.write(transaction, old)
                        .chain(() ->
                                incidents.ended(transaction, previous.orElseThrow(), author.actor(), old.endsAt())))
                .orElseGet(() -> Uni.createFrom().voidItem());
        Silence written = change.written();
        String detail = "%s until %s: %s".formatted(written.matchers(), written.endsAt(), written.comment());
        return ended.flatMap(done -> store.write(transaction, written))
                .chain(() -> audit.record(
                        transaction,
                        author.actor(),
                        AuditedAction.done(
                                "silence.create", "silence", written.id().toString(), detail)))
                .chain(() -> incidents.silenced(transaction, written, author.actor(), written.updatedAt()))
                .replaceWith(written);
    }

    /** Ends a silence; one that has ended stays as it is. @return whether there is such a silence */
    public Uni<Boolean> expire(UUID id, Actor actor) {
        Instant now = now();
        return pool.withTransaction(transaction -> store.begin(transaction)
                .flatMap(begun -> store.find(transaction, id))
                .flatMap(found -> found.filter(silence -> silence.stateAt(now) != Silence.State.EXPIRED)
                        .map(silence -> store.write(transaction, silence.expiredAt(now))
                                .chain(() -> audit.record(
                                        transaction,
                                        actor,
                                        AuditedAction.done("silence.expire", "silence", id.toString(), "")))
                                .chain(() -> incidents.ended(transaction, silence, actor, now)))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .replaceWith(found.isPresent())));
    }

    public Uni<Optional<Silence>> find(UUID id) {
        return metrics.measured(store.find(id));
    }

    /** Those that have all these matchers among their own, in the order of the API. */
    public Uni<List<Silence>> list(Collection<Matcher> matchers, Instant now) {
        return metrics.measured(store.all())
                .map(all -> all.stream()
                        .filter(silence -> silence.matchers().containsAll(matchers))
                        .sorted(Silences.orderAt(now))
                        .toList());
    }

    /**
     * The silences and maintenance windows that were acknowledged before the call.
     *
     * @param at the moment that is asked about, in the past or in the future; silences that ended before it may be missing
     */
    public Uni<Silences> current(Instant at) {
        return metrics.measured(store.version().flatMap(version -> of(version, at)));
    }

    /** The same for who has asked for the {@link #VERSION} with something else, a moment ago. */
    public Uni<Silences> current(Instant at, long version) {
        return metrics.measured(of(version, at));
    }

    private Uni<Silences> of(long version, Instant at) {
        Known held = known;
        return held.version() == version && !at.isBefore(held.from())
                ? Uni.createFrom().item(held.silences())
                : load(at).invoke(this::remember).map(Known::silences);
    }

    /** Whatever is asked about, those that have not expired are there: they are what others will ask for. */
    private Uni<Known> load(Instant at) {
        Instant now = clock.instant();
        Instant from = (at.isBefore(now) ? at : now).minus(LEEWAY);
        return store.load(from)
                .flatMap(read -> windows.all()
                        .map(all ->
                                new Known(read.version(), from, read.silences().with(all))));
    }

    /**
     * An older version takes the place of a newer one, too: of a database that was put back the numbers come again, for other
     * silences. Should one only have been read late, the next question finds another number in the database, and reads anew.
     */
    private void remember(Known loaded) {
        known = loaded;
    }
}
