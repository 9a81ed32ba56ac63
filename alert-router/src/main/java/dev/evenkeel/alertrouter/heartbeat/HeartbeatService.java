package dev.evenkeel.alertrouter.heartbeat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/**
 * Listens to heartbeats, and reports those that are missing as alerts, which go the way of all alerts.
 *
 * <p>A round looks at all of them; of several replicas each takes those that nobody else holds. If the last round was long
 * ago, or is yet to come by the clock, then we were away or the clock was moved, and beats may have come to nobody: see
 * {@link Heartbeat#countedFromAfterAbsence}.
 *
 * <p>Replicas may have different files for a while. One that has none in force yet looks at nothing, and what is not in the
 * files of one is forgotten only when no other had it for an hour.
 */
@ApplicationScoped
class HeartbeatService {

    /** How long what was defined over REST is believed without being read again; rounds of our own read it more often. */
    private static final Duration DEFINITIONS_HOLD = Duration.ofMinutes(1);

    /** One that nobody had for so long begins anew when it comes back; or after an absence, if that is longer. */
    private static final Duration GONE_AFTER = Duration.ofMinutes(10);

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final HeartbeatStore store;
    private final IngestService intake;
    private final AuditService audit;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private final Duration awayAfter;
    private final Duration goneAfter;
    /** Kept, so that taking alerts seldom costs a look into the database. */
    private volatile MatchedFromRest matchedFromRest = MatchedFromRest.NEVER_READ;
    /** Of this replica. */
    private volatile Instant lastRoundAt = Instant.EPOCH;

    HeartbeatService(
            HeartbeatStore store,
            IngestService intake,
            AuditService audit,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.heartbeats.away-after", defaultValue = "150s") Duration awayAfter) {
        this.store = store;
        this.intake = intake;
        this.audit = audit;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
        this.awayAfter = awayAfter;
        this.goneAfter = awayAfter.compareTo(GONE_AFTER) > 0 ? awayAfter : GONE_AFTER;
    }

    /** Those defined over REST that alerts may be beats of, as they were at a moment. */
    private record MatchedFromRest(Instant readAt, List<Heartbeat> list) {

        static final MatchedFromRest NEVER_READ = new MatchedFromRest(Instant.EPOCH, List.of());
    }

    /** A heartbeat and what is known of it. */
    record Heard(Heartbeat heartbeat, boolean inFile, Optional<HeartbeatStatus> status) {}

    /** All, by name; those of the file win over those of the same name that were defined over REST. */
    Uni<Map<String, Heartbeat>> defined() {
        return store.defined().map(fromRest -> {
            Map<String, Heartbeat> all = new LinkedHashMap<>();
            fromRest.forEach(heartbeat -> all.put(heartbeat.name(), heartbeat));
            inFile().forEach(heartbeat -> all.put(heartbeat.name(), heartbeat));
            return all;
        });
    }

    private List<Heartbeat> inFile() {
        return configuration.current().feature(Heartbeats.class).list();
    }

    boolean isInFile(String name) {
        return inFile().stream().anyMatch(heartbeat -> heartbeat.name().equals(name));
    }

    Uni<List<Heard>> list() {
        return Uni.combine()
                .all()
                .unis(defined(), store.all())
                .with((defined, known) -> defined.values().stream()
                        .map(heartbeat -> new Heard(
                                heartbeat,
                                isInFile(heartbeat.name()),
                                Optional.ofNullable(known.get(heartbeat.name()))))
                        .toList());
    }

    /**
     * Takes a beat; one that was missing is back.
     *
     * @param byHand who says that it lives; empty if it says so itself
     * @return {@code false} if there is no such heartbeat
     */
    Uni<Boolean> beat(String name, Optional<Actor> byHand) {
        return defined()
                .flatMap(defined -> Optional.ofNullable(defined.get(name))
                        .map(heartbeat -> beat(heartbeat, byHand).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Void> beat(Heartbeat heartbeat, Optional<Actor> byHand) {
        Instant now = now();
        return pool.withTransaction(transaction -> store.meet(transaction, List.of(heartbeat.name()), now)
                .chain(() -> store.lock(transaction, heartbeat.name()))
                .flatMap(found -> heard(transaction, heartbeat, found.orElseThrow(), now))
                .chain(() -> byHand.map(actor -> audit.record(
                                transaction,
                                actor,
                                AuditedAction.done("heartbeat.beat", "heartbeat", heartbeat.name(), "")))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> heard(SqlConnection transaction, Heartbeat heartbeat, HeartbeatStatus before, Instant now) {
        var after = new HeartbeatStatus(heartbeat.name(), now, Optional.of(now), Optional.empty(), Optional.empty());
        Uni<Void> saved = store.save(transaction, after);
        return before.missingSince()
                .map(since -> saved.chain(() -> intake.take(transaction, List.of(heartbeat.backAgain(since, now)))))
                .orElse(saved);
    }

    /** Alerts that fire may be beats. */
    Uni<Void> observe(Collection<Alert> alerts) {
        Instant now = now();
        return matchedFromRest(now)
                .flatMap(fromRest -> Multi.createFrom()
                        .iterable(Stream.concat(fromRest.stream(), inFile().stream())
                                .filter(heartbeat -> alerts.stream()
                                        .anyMatch(alert -> !alert.resolvedAt(now) && heartbeat.isBeat(alert)))
                                .toList())
                        .onItem()
                        .transformToUniAndConcatenate(heartbeat -> beat(heartbeat, Optional.empty()))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    /** A replica may take alerts that has no rounds, as they are driven from outside and go to another. */
    private Uni<List<Heartbeat>> matchedFromRest(Instant now) {
        MatchedFromRest known = matchedFromRest;
        return Duration.between(known.readAt(), now).abs().compareTo(DEFINITIONS_HOLD) < 0
                ? Uni.createFrom().item(known.list())
                : store.defined().map(fromRest -> remember(fromRest, now));
    }

    private List<Heartbeat> remember(Collection<Heartbeat> fromRest, Instant now) {
        List<Heartbeat> matched = fromRest.stream()
                .filter(heartbeat -> !heartbeat.matchers().isEmpty() && !isInFile(heartbeat.name()))
                .toList();
        matchedFromRest = new MatchedFromRest(now, matched);
        return matched;
    }

    /** One round. */
    Uni<Void> round() {
        if (configuration.status().loadedAt() == null) {
            return Uni.createFrom().voidItem();
        }
        Instant now = now();
        return defined()
                .invoke(defined -> remember(defined.values(), now))
                .flatMap(defined -> pool.withTransaction(transaction -> store.watch(transaction, now)
                        .flatMap(last -> wasAway(last, now)
                                ? listenAnew(transaction, defined, last, now)
                                : store.beginAgain(transaction, defined.keySet(), now, now.minus(goneAfter)))
                        .chain(() -> store.meet(transaction, defined.keySet(), now))
                        .chain(() -> store.claim(transaction, defined.keySet()))
                        .flatMap(claimed -> reportMissing(transaction, defined, claimed, now))
                        // an alert of one that is gone ends as it is not renewed
                        .chain(() -> store.forgetOthers(transaction, defined.keySet(), now.minus(FORGOTTEN_AFTER)))))
                .invoke(() -> lastRoundAt = now);
    }

    /**
     * One round, if what was reported in the last one of this replica may be over by now: it was away, or PostgreSQL was.
     * Whoever looked at the groups first would tell that all missing beats are back.
     */
    Uni<Void> roundBeforeReportsEnd() {
        Duration ago = Duration.between(lastRoundAt, clock.instant()).abs();
        return ago.compareTo(Heartbeat.REPORT_HOLDS.minus(Heartbeat.REPORT_AGAIN)) < 0
                ? Uni.createFrom().voidItem()
                : round();
    }

    private boolean wasAway(Instant last, Instant now) {
        return Duration.between(last, now).abs().compareTo(awayAfter) > 0;
    }

    private Uni<Void> listenAnew(SqlConnection transaction, Map<String, Heartbeat> defined, Instant last, Instant now) {
        if (last.isAfter(Instant.EPOCH)) {
            Log.infof("Nobody looked for heartbeats from %s to %s; that time does not count", last, now);
        }
        return store.notMissing(transaction)
                .map(all -> all.stream()
                        .map(status -> status.countedFrom(
                                Optional.ofNullable(defined.get(status.name()))
                                        .map(heartbeat ->
                                                heartbeat.countedFromAfterAbsence(status.countedFrom(), last, now))
                                        .orElse(now),
                                now))
                        .toList())
                .flatMap(changed -> saveAll(transaction, changed));
    }

    private Uni<Void> saveAll(SqlConnection transaction, List<HeartbeatStatus> changed) {
        return Multi.createFrom()
                .iterable(changed)
                .onItem()
                .transformToUniAndConcatenate(status -> store.save(transaction, status))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> reportMissing(
            SqlConnection transaction,
            Map<String, Heartbeat> defined,
            Map<String, HeartbeatStatus> claimed,
            Instant now) {
        List<Alert> alerts = new ArrayList<>();
        List<HeartbeatStatus> changed = new ArrayList<>();
        claimed.values().forEach(status -> {
            Heartbeat heartbeat = defined.get(status.name());
            Instant missingAt = heartbeat.missingAt(status.countedFrom());
            Instant reportAt = status.reportAt().orElse(missingAt);
            boolean isMissing = status.missingSince().isPresent() || !now.isBefore(missingAt);
            // a report that lies far ahead was written before the clock was put back
            boolean isFarAhead = reportAt.isAfter(now.plus(Heartbeat.REPORT_AGAIN));
            boolean isDue = !now.isBefore(reportAt)
                    || (isFarAhead && status.missingSince().isPresent());
            if (isMissing && isDue) {
                Instant since = status.missingSince().orElse(missingAt);
                alerts.add(heartbeat.missing(since, now));
                changed.add(new HeartbeatStatus(
                        status.name(),
                        status.countedFrom(),
                        status.lastBeatAt(),
                        Optional.of(since),
                        Optional.of(now.plus(Heartbeat.REPORT_AGAIN))));
            }
        });
        return saveAll(transaction, changed)
                .chain(() -> alerts.isEmpty() ? Uni.createFrom().voidItem() : intake.take(transaction, alerts));
    }

    Uni<Void> define(Heartbeat heartbeat, Actor actor) {
        return pool.withTransaction(transaction -> store.define(transaction, heartbeat)
                        .chain(() -> store.meet(transaction, List.of(heartbeat.name()), now()))
                        .chain(() -> audit.record(
                                transaction,
                                actor,
                                AuditedAction.done(
                                        "heartbeat.define",
                                        "heartbeat",
                                        heartbeat.name(),
                                        "every " + PrometheusDuration.format(heartbeat.interval()) + " with a grace of "
                                                + PrometheusDuration.format(heartbeat.grace())))))
                .invoke(() -> matchedFromRest = MatchedFromRest.NEVER_READ);
    }

    /** @return {@code false} if there is none of that name that was defined over REST */
    Uni<Boolean> forget(String name, Actor actor) {
        return pool.withTransaction(transaction -> store.forget(transaction, name)
                        .call(was -> was && !isInFile(name)
                                ? store.forgetBeats(transaction, name)
                                : Uni.createFrom().voidItem())
                        .call(was -> was
                                ? audit.record(
                                        transaction,
                                        actor,
                                        AuditedAction.done("heartbeat.delete", "heartbeat", name, ""))
                                : Uni.createFrom().voidItem()))
                .invoke(() -> matchedFromRest = MatchedFromRest.NEVER_READ);
    }

    /** How many stand how. */
    Uni<Map<Heartbeat.State, Long>> count() {
        return list().map(all -> all.stream()
                .flatMap(heard -> heard.status().stream())
                .collect(Collectors.groupingBy(HeartbeatStatus::state, Collectors.counting())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
