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

    /** A digest that begins so is in the range up to the letter after the last of the digits. */
    static final String OF_GROUP = """
            SELECT DISTINCT p.incident_id AS id FROM incident_part AS p JOIN incident AS i ON i.id = p.incident_id
            WHERE digest_of_group(p.group_key) COLLATE "C" >= $1 AND digest_of_group(p.group_key) COLLATE "C" < $1 || 'g'
              AND p.kind <> 'closed' AND i.opened_at <= $2
            """;

    private static final String GROUPS_OF_DIGEST = """
            SELECT g.id, g.labels FROM alert_group AS g
            WHERE left(encode(sha256(convert_to(g.group_key, 'UTF8')), 'hex'), length($1)) = $1 ORDER BY g.id
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
                incidentsOfGroup(digest, link.issuedAt().plus(WHILE_IT_WAS_SENT));
        };
    }

    /**
     * The unresolved incidents that have alerts of a group.
     *
     * @param digest SHA-256 of the group's key as hexadecimal digits, or the beginning of it
     * @param openedBy those opened later do not count
     */
    public Uni<List<UUID>> incidentsOfGroup(String digest, Instant openedBy) {
        return pool.preparedQuery(OF_GROUP)
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
