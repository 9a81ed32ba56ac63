package dev.evenkeel.alertrouter.correlation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.correlation.CorrelationConfig.Groups;
import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.LinkStore.State;
import dev.evenkeel.alertrouter.correlation.Relations.Pair;
import dev.evenkeel.alertrouter.correlation.cluster.Evidence;
import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.alertrouter.correlation.rootcause.RootCauseRanker;
import dev.evenkeel.alertrouter.correlation.rootcause.SignalHistory.Sign;
import dev.evenkeel.alertrouter.correlation.rootcause.Suspect;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;

/**
 * Relates incidents: looks at the alerts of the last hour, decides which have one cause, links the incidents they are in, and
 * has those merged that may be.
 *
 * <p>The recent alerts are looked at anew each time, so that nothing is lost with a replica; what was decided stands. One
 * replica does it at a time; the others find the lock taken and have nothing to do.
 */
@ApplicationScoped
public class CorrelationService {

    private static final Duration LOOK_BACK = Duration.ofHours(1);
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('correlation')) AS ours";

    private final OccurrenceStore occurrences;
    private final LinkStore links;
    private final IncidentService incidents;
    private final MergeService merger;
    private final OccurrenceMapperSource mapping;
    private final SignHistoryService history;
    private final Pool pool;
    private final Clock clock;

    CorrelationService(
            OccurrenceStore occurrences,
            LinkStore links,
            IncidentService incidents,
            MergeService merger,
            OccurrenceMapperSource mapping,
            SignHistoryService history,
            Pool pool,
            Clock clock) {
        this.occurrences = occurrences;
        this.links = links;
        this.incidents = incidents;
        this.merger = merger;
        this.mapping = mapping;
        this.history = history;
        this.pool = pool;
        this.clock = clock;
    }

    /** Does what is due. */
    Uni<Void> relate() {
        return pool.withTransaction(transaction -> transaction
                        .query(TRY_LOCK)
                        .execute()
                        .flatMap(rows -> rows.iterator().next().getBoolean("ours")
                                ? decide(transaction)
                                : Uni.createFrom().voidItem()))
                .chain(merger::mergeWhatIsToBe);
    }

    private CorrelationConfig config() {
        return mapping.current().config();
    }

    private Uni<Void> decide(SqlConnection transaction) {
        Instant now = clock.instant();
        Instant from = now.minus(LOOK_BACK);
        return occurrences
                .giveUp(transaction, from)
                .chain(() -> occurrences.recent(transaction, from, now.minus(config().settleAfter())))
                .map(recent -> Relations.of(recent, mapping.current(), now))
                .flatMap(relations -> occurrences
                        .settle(transaction, relations.decided(), relations.clusters())
                        .chain(() -> link(transaction, relations.pairs(), now)));
    }

    private Uni<Void> link(SqlConnection transaction, List<Pair> pairs, Instant now) {
        if (pairs.isEmpty() || config().groups() == Groups.NONE) {
            return Uni.createFrom().voidItem();
        }
        Set<UUID> ids = new HashSet<>();
        pairs.forEach(pair -> ids.addAll(List.of(pair.first(), pair.other())));
        return known(ids)
                .flatMap(known -> Multi.createFrom()
                        .iterable(pairs)
                        .filter(pair -> mayBeRelated(known.get(pair.first()), known.get(pair.other())))
                        .onItem()
                        .transformToUniAndConcatenate(
                                pair -> link(transaction, pair, known.get(pair.first()), known.get(pair.other()), now))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Map<UUID, Incident>> known(Collection<UUID> ids) {
        Map<UUID, Incident> known = new HashMap<>();
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(incidents::find)
                .onItem()
                .invoke(found -> found.ifPresent(incident -> known.put(incident.id(), incident)))
                .collect()
                .asList()
                .replaceWith(known);
    }

    private boolean mayBeRelated(Incident first, Incident other) {
        return first != null
                && other != null
                && (config().groups() == Groups.ANY || first.receiver().equals(other.receiver()));
    }

    private Uni<Void> link(SqlConnection transaction, Pair pair, Incident first, Incident other, Instant now) {
        State state = config().merge() ? State.TO_MERGE : State.LINKED;
        var link = new Link(pair.first(), pair.other(), now, pair.evidence(), state, "");
        return links.add(transaction, link)
                .flatMap(added -> added
                        ? note(transaction, first, other, pair.evidence(), now)
                                .chain(() -> note(transaction, other, first, pair.evidence(), now))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> note(SqlConnection transaction, Incident on, Incident other, List<Evidence> why, Instant now) {
        String reasons = why.stream().map(Evidence::says).collect(Collectors.joining("; "));
        return incidents.noteOn(
                transaction,
                on.id(),
                List.of(TimelineEntry.byItself(
                        now, "related", "Related to '%s' (%s): %s".formatted(other.title(), other.id(), reasons))));
    }

    /** The alerts of an incident and of what was merged into it; empty if there is no such incident. */
    private Uni<Optional<List<Occurrence>>> alertsOf(UUID id) {
        OccurrenceMapper mapper = mapping.current();
        return incidents
                .find(id)
                .flatMap(found -> found.map(incident -> occurrences
                                .of(incident)
                                .map(alerts -> Optional.of(
                                        alerts.stream().map(mapper::map).toList())))
                        .orElseGet(() -> Uni.createFrom().item(Optional.<List<Occurrence>>empty())));
    }

    /** The likely roots of an incident, the likeliest first; none if its alerts do not say what they are about. */
    Uni<Optional<List<Suspect>>> rootCause(UUID id) {
        var ranker = new RootCauseRanker(mapping.current().graph());
        return alertsOf(id)
                .flatMap(found -> found.map(
                                alerts -> history.of(alerts).map(past -> Optional.of(ranker.rank(alerts, past))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.<List<Suspect>>empty())));
    }

    /** How likely the team acts on the alerts of an incident, by sign. */
    Uni<Optional<Map<Sign, AlertScore>>> scores(UUID id) {
        return alertsOf(id)
                .flatMap(found -> found.map(alerts -> history.scores(alerts).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.<Map<Sign, AlertScore>>empty())));
    }

    /** What an incident is related to; empty if there is no such incident. */
    Uni<Optional<List<Link>>> related(UUID id) {
        return incidents
                .find(id)
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<List<Link>>empty())
                        : links.of(id).map(Optional::of));
    }
}
