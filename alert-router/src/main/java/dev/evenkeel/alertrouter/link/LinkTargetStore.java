package dev.evenkeel.alertrouter.link;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.link.Link.About;
import dev.evenkeel.platform.series.Labels;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/**
 * Finds what a link or a call-back is about. Programs call back as often as they like, so that the parts of incidents are
 * found by an index. Only people silence by links, one by one: for them going through the groups is cheaper than an index
 * that every new group would have to keep.
 */
@ApplicationScoped
public class LinkTargetStore {

    /** An incident is opened while its notification is on its way. */
    private static final Duration WHILE_IT_WAS_SENT = Duration.ofSeconds(30);

    /**
     * What is told of under a key of its own is meant by that, and by the group's if it is all that there is of the group. A
     * digest that begins so is in the range up to the letter after the last of the digits.
     */
    private static final String OF_GROUP = """
            WITH of_group AS (
                SELECT p.incident_id, p.kind = 'chosen' AND p.own_key IS NOT NULL AS is_apart,
                       bool_or(p.kind = 'whole') OVER (PARTITION BY p.group_key) AS has_rest
                FROM incident_part AS p
                WHERE digest_of_group(p.group_key) COLLATE "C" >= $1 AND digest_of_group(p.group_key) COLLATE "C" < $1 || 'g'
                  AND p.kind <> 'closed'),
            meant AS (
                SELECT incident_id FROM of_group WHERE NOT (is_apart AND has_rest)
                UNION
                SELECT p.incident_id FROM incident_part AS p
                WHERE p.own_key IS NOT NULL AND p.kind <> 'closed'
                  AND digest_of_group(p.own_key) COLLATE "C" >= $1 AND digest_of_group(p.own_key) COLLATE "C" < $1 || 'g')
            SELECT i.id FROM meant JOIN incident AS i ON i.id = meant.incident_id WHERE i.opened_at <= $2
            """;

    /** Without those that were reopened later. */
    static final String OF_GROUP_STANDING = OF_GROUP + """
              AND NOT EXISTS (
                  SELECT FROM incident_event AS e WHERE e.incident_id = i.id AND e.kind = 'reopened' AND e.at > $2)
            """;

    private static final String GROUPS_OF_DIGEST = """
            SELECT g.id, g.labels FROM alert_group AS g
            WHERE left(encode(sha256(convert_to(g.group_key, 'UTF8')), 'hex'), length($1)) = $1 OR g.id IN (
                SELECT p.group_id FROM incident_part AS p
                WHERE p.own_key IS NOT NULL AND p.kind <> 'closed'
                  AND digest_of_group(p.own_key) COLLATE "C" >= $1 AND digest_of_group(p.own_key) COLLATE "C" < $1 || 'g')
            ORDER BY g.id
            """;

    private static final String GROUPS_OF_INCIDENT = """
            SELECT g.id, g.labels FROM alert_group AS g
            WHERE g.id IN (SELECT group_id FROM incident_part WHERE incident_id = $1 AND kind <> 'closed') ORDER BY g.id
            """;

    private static final int MEMBERS_AT_ONCE = 1000;

    private static final String LABELS_OF_MEMBERS = """
            SELECT m.fingerprint, a.labels FROM alert_group_member AS m JOIN alert AS a ON a.fingerprint = m.fingerprint
            WHERE m.group_id = $1 AND m.fingerprint >= $2 ORDER BY m.fingerprint LIMIT %d
            """.formatted(MEMBERS_AT_ONCE);

    private final Pool pool;

    LinkTargetStore(Pool pool) {
        this.pool = pool;
    }

    /** The incidents a link is about, as far as they were there when it was sent. */
    Uni<List<UUID>> incidents(Link link) {
        return switch (link.about()) {
            case About.Incident(UUID id) -> Uni.createFrom().item(List.of(id));
            case About.Group(String digest) ->
                find(OF_GROUP, digest, link.issuedAt().plus(WHILE_IT_WAS_SENT));
        };
    }

    /**
     * The unresolved incidents that are told of under a key.
     *
     * @param digest SHA-256 of a group's key, or of an incident's own, as hexadecimal digits, or the beginning of it
     * @param at those opened or reopened later do not count: what was done then was not done to them
     */
    public Uni<List<UUID>> incidentsOfGroup(String digest, Instant at) {
        return find(OF_GROUP_STANDING, digest, at);
    }

    private Uni<List<UUID>> find(String statement, String digest, Instant openedBy) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(digest, timestamp(openedBy)))
                .map(LinkTargetStore::ids);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID("id")).toList();
    }

    /** What the groups of a link are about, by group: their labels or, of a group without any, what its alerts share. */
    Uni<Map<UUID, Labels>> groups(Link link) {
        Uni<RowSet<Row>> found = switch (link.about()) {
            case About.Incident(UUID id) ->
                pool.preparedQuery(GROUPS_OF_INCIDENT).execute(Tuple.of(id));
            case About.Group(String digest) ->
                pool.preparedQuery(GROUPS_OF_DIGEST).execute(Tuple.of(digest));
        };
        return found.flatMap(rows -> {
            Uni<Map<UUID, Labels>> groups = Uni.createFrom().item(new LinkedHashMap<>());
            for (Row row : rows) {
                UUID id = row.getUUID("id");
                Labels labels = Labels.of(TextMapJson.read(row.getString("labels")));
                groups = groups.flatMap(known -> (labels.asMap().isEmpty()
                                ? shared(id)
                                : Uni.createFrom().item(labels))
                        .map(its -> {
                            known.put(id, its);
                            return known;
                        }));
            }
            return groups;
        });
    }

    /** What all members share, however many there are: a label that some lack would make the silence too narrow. */
    private Uni<Labels> shared(UUID group) {
        return narrowed(group, Long.MIN_VALUE, Optional.empty()).map(shared -> Labels.of(shared.orElse(Map.of())));
    }

    /** Reads on until nothing is shared or nobody is left. */
    private Uni<Optional<Map<String, String>>> narrowed(UUID group, long from, Optional<Map<String, String>> before) {
        return pool.preparedQuery(LABELS_OF_MEMBERS)
                .execute(Tuple.of(group, from))
                .flatMap(rows -> {
                    Optional<Map<String, String>> shared = before;
                    long last = from;
                    for (Row row : rows) {
                        last = row.getLong("fingerprint");
                        Map<String, String> labels = TextMapJson.read(row.getString("labels"));
                        shared.ifPresent(those -> those.entrySet().retainAll(labels.entrySet()));
                        shared = shared.or(() -> Optional.of(new LinkedHashMap<>(labels)));
                    }
                    boolean isOver = rows.size() < MEMBERS_AT_ONCE || last == Long.MAX_VALUE;
                    return isOver || shared.filter(Map::isEmpty).isPresent()
                            ? Uni.createFrom().item(shared)
                            : narrowed(group, last + 1, shared);
                });
    }
}
