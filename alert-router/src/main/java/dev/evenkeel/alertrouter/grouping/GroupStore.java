package dev.evenkeel.alertrouter.grouping;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.incident.TimelineEntry;
import dev.evenkeel.alertrouter.incident.TimelineMapper;
import dev.evenkeel.platform.database.BatchScheduler;
import dev.evenkeel.platform.database.Transactions;
import dev.evenkeel.platform.time.Timers;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Groups in PostgreSQL: claiming those that are due, and writing down what a look at one came to. */
@ApplicationScoped
class GroupStore {

    /** Due groups, the longest due first, until there is no more room for their alerts; the first always fits. */
    private static final String CLAIM = "SELECT * FROM claim_groups($1, $2, $3, $4, $5, $6)";

    private static final String NEXT_DUE = """
            SELECT min(next.due_at) AS due_at FROM unnest($1::text[]) AS r (receiver)
            CROSS JOIN LATERAL (
                SELECT due_at FROM alert_group WHERE alert_group.receiver = r.receiver ORDER BY due_at LIMIT 1) AS next
            """;

    /** An alert that fired again while its end was being told stays; the others do not fire again meanwhile. */
    private static final String LEAVING = "SELECT fingerprint FROM leaving_alerts($1, $2, $3) AS fingerprint";

    private static final String HOLD = "SELECT id FROM alert_group WHERE id = $1 AND claim = $2 FOR NO KEY UPDATE";

    private static final String REMOVE = "SELECT FROM leave_group($1, $2)";

    /** Not if somebody is about to add an alert. */
    private static final String END_IF_EMPTY = "SELECT end_empty_group($1)";

    private static final String RELEASE = "SELECT release_groups($1, $2, $3, $4, $5)";

    /** Should PostgreSQL die with it, the claim lapses and the group is looked at again; who was told is in the log by then. */
    private static final String NOTE_AND_RELEASE = "SELECT " + TimelineMapper.NOTE_ON_GROUPS.formatted(6, 7, 8, 9, 10)
            + ", release_groups($1, $2, $3, $4, $5), " + Transactions.FLUSHED_LATER;

    /** Fewer than are looked at together for one receiver, unless somebody says otherwise, so that these do not wait. */
    private static final int RELEASED_TOGETHER = 4;

    /** A group that no alert leaves, when it is looked at next, and what the timelines of its incidents are to say. */
    private record Looked(ClaimedGroup group, GroupState next, List<TimelineEntry> entries) {}

    private final Pool pool;
    private final BatchScheduler<Looked> releases;

    GroupStore(Pool pool, Timers timers) {
        this.pool = pool;
        this.releases = new BatchScheduler<>(timers, RELEASED_TOGETHER, this::release);
    }

    /**
     * Claims groups that are due.
     *
     * @param capacity how many at most, by receiver
     * @param alerts how many alerts may be in all of them, at least 1; only a group that is larger by itself exceeds that
     * @param lease after which a claim that was not given back lapses, by receiver
     */
    Uni<List<ClaimedGroup>> claim(
            Map<String, Integer> capacity, int alerts, Instant now, Function<String, Duration> lease) {
        UUID claim = UUID.randomUUID();
        List<Map.Entry<String, Integer>> free = List.copyOf(capacity.entrySet());
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(free.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .addArrayOfInteger(free.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .addOffsetDateTime(timestamp(now))
                .addUUID(claim)
                .addArrayOfOffsetDateTime(free.stream()
                        .map(each -> timestamp(now.plus(lease.apply(each.getKey()))))
                        .toArray(OffsetDateTime[]::new))
                .addInteger(alerts);
        return pool.preparedQuery(CLAIM).execute(parameters).map(rows -> {
            List<ClaimedGroup> claimed = new ArrayList<>(rows.size());
            rows.forEach(row -> claimed.add(read(row, claim, now)));
            return claimed;
        });
    }

    private static ClaimedGroup read(Row row, UUID claim, Instant now) {
        return new ClaimedGroup(
                row.getUUID("id"),
                claim,
                now,
                AlertRowMapper.instant(row, "lease_end"),
                row.getString("route_id"),
                row.getString("group_key"),
                row.getString("receiver"),
                TextMapJson.readLabels(row.getString("labels")),
                row.getInteger("size"),
                new GroupState(
                        AlertRowMapper.instant(row, "next_turn_at"), RetriesJson.read(row.getString("retries"))));
    }

    /** When the next group of these receivers is due; empty if they have none. */
    Uni<Optional<Instant>> nextDue(Collection<String> receivers) {
        return pool.preparedQuery(NEXT_DUE)
                .execute(Tuple.tuple().addArrayOfString(receivers.toArray(String[]::new)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("due_at"))
                        .map(OffsetDateTime::toInstant));
    }

    /** The ids of groups, and by which claims they may be ours, as two parameters. */
    static Tuple addClaims(Tuple parameters, Collection<ClaimedGroup> groups) {
        return parameters
                .addArrayOfUUID(groups.stream().map(ClaimedGroup::id).toArray(UUID[]::new))
                .addArrayOfUUID(groups.stream().map(ClaimedGroup::claim).toArray(UUID[]::new));
    }

    /**
     * Gives a group back, in a transaction, without the alerts that are done or misplaced; a group without alerts ends.
     *
     * @param done alerts whose end everybody knows
     * @param misplaced alerts that belong elsewhere
     * @return {@code false} if the lease had lapsed and the group is somebody else's, so that nothing was changed
     */
    Uni<Boolean> conclude(
            SqlConnection transaction, ClaimedGroup group, GroupState next, Fingerprints done, Fingerprints misplaced) {
        // alerts before the group, as who takes alerts in locks them
        return leaving(transaction, done, group.claimedAt(), misplaced)
                .flatMap(leaving -> transaction
                        .preparedQuery(HOLD)
                        .execute(Tuple.of(group.id(), group.claim()))
                        .flatMap(held -> held.rowCount() == 0
                                ? Uni.createFrom().item(false)
                                : remove(transaction, group, leaving)
                                        .flatMap(removed -> transaction
                                                .preparedQuery(END_IF_EMPTY)
                                                .execute(Tuple.of(group.id())))
                                        .flatMap(ended -> release(transaction, group, next))
                                        .replaceWith(true)));
    }

    private static Uni<Long[]> leaving(
            SqlConnection transaction, Fingerprints done, Instant asOf, Fingerprints misplaced) {
        return transaction
                .preparedQuery(LEAVING)
                .execute(Tuple.of(done.toArray(), timestamp(asOf), misplaced.toArray()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getLong("fingerprint"))
                        .toArray(Long[]::new));
    }

    private static Uni<Void> remove(SqlConnection transaction, ClaimedGroup group, Long[] fingerprints) {
        return transaction
                .preparedQuery(REMOVE)
                .execute(Tuple.of(group.id(), fingerprints))
                .replaceWithVoid();
    }

    /**
     * Gives a group back that no alert leaves, unless it is somebody else's by now, and adds to the timelines of the incidents
     * that it has or last had; together with others that are given back within a moment.
     */
    Uni<Void> release(ClaimedGroup group, GroupState next, List<TimelineEntry> entries) {
        return releases.add(new Looked(group, next, entries));
    }

    private Uni<Void> release(List<Looked> groups) {
        // one that was claimed twice, since the clock jumped, is in there twice
        Map<UUID, List<TimelineEntry>> entries = groups.stream()
                .collect(Collectors.groupingBy(
                        each -> each.group().id(),
                        Collectors.flatMapping(each -> each.entries().stream(), Collectors.toList())));
        return pool.preparedQuery(NOTE_AND_RELEASE)
                .execute(TimelineMapper.addOfGroups(released(groups), entries))
                .replaceWithVoid();
    }

    private static Uni<Void> release(SqlClient client, ClaimedGroup group, GroupState next) {
        return client.preparedQuery(RELEASE)
                .execute(released(List.of(new Looked(group, next, List.of()))))
                .replaceWithVoid();
    }

    private static Tuple released(List<Looked> groups) {
        return addClaims(Tuple.tuple(), groups.stream().map(Looked::group).toList())
                .addArrayOfOffsetDateTime(groups.stream()
                        .map(each -> timestamp(each.next().nextTurnAt()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(groups.stream()
                        .map(each -> timestamp(each.next().dueAt()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(groups.stream()
                        .map(each -> RetriesJson.write(each.next().retries()))
                        .toArray(String[]::new));
    }
}
