package dev.evenkeel.alertrouter.listing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertOrder;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.listing.AlertListStore.GroupHead;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.series.Labels;

/** Turns alerts and groups into the JSON of API v2, a piece at a time, as fast as the reader reads. */
@ApplicationScoped
public class AlertListService {

    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializedString SEPARATOR = new SerializedString(",");
    private static final int GROUPS_AT_ONCE = 200;

    private final AlertListStore store;
    private final SuppressionService suppressions;

    AlertListService(AlertListStore store, SuppressionService suppressions) {
        this.store = store;
        this.suppressions = suppressions;
    }

    /** How many alerts fire. */
    public Uni<Long> countFiring(Instant now) {
        return store.countFiring(now);
    }

    /** Those that began to fire last, newest first. */
    public Uni<List<FiringAlert>> newestFiring(Instant now, int limit) {
        return store.newestFiring(now, limit)
                .map(alerts -> alerts.stream().map(FiringAlert::of).toList());
    }

    /** A piece of a JSON array. */
    private record Piece(String text, boolean last) {}

    /** Alerts in order of their fingerprints read as hexadecimal digits: first those that are positive as a long. */
    Multi<String> alerts(AlertQuery query) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new Position(0, Long.MAX_VALUE),
                        position -> store.alerts(position.from, position.to, query.now())
                                .flatMap(rows -> suppression(rows, query)
                                        .map(suppression -> position.advance(rows, write(rows, query, suppression)))))
                .whilst(piece -> !piece.last)
                .map(Piece::text);
    }

    /** Where reading has come to; used by one reader at a time. */
    private static final class Position {

        private long from;
        private long to;
        private boolean empty = true;

        Position(long from, long to) {
            this.from = from;
            this.to = to;
        }

        Piece advance(RowSet<Row> rows, String written) {
            boolean first = from == 0 && to == Long.MAX_VALUE;
            boolean pageWasFull = rows.size() == AlertListStore.PAGE;
            boolean last = false;
            if (pageWasFull && lastOf(rows) != to) {
                from = lastOf(rows) + 1;
            } else if (to == Long.MAX_VALUE) {
                from = Long.MIN_VALUE;
                to = -1;
            } else {
                last = true;
            }
            var text = new StringBuilder(first ? "[" : "");
            text.append(empty || written.isEmpty() ? "" : ",").append(written).append(last ? "]\n" : "");
            empty &= written.isEmpty();
            return new Piece(text.toString(), last);
        }

        private static long lastOf(RowSet<Row> rows) {
            long fingerprint = 0;
            for (Row row : rows) {
                fingerprint = row.getLong("fingerprint");
            }
            return fingerprint;
        }
    }

    /** Asked page by page, so that no number of alerts needs much memory. */
    private Uni<Suppression> suppression(RowSet<Row> rows, AlertQuery query) {
        Inhibition inhibition = query.configuration().inhibition();
        List<Labels> labels = new ArrayList<>();
        if (!inhibition.rules().isEmpty()) {
            rows.forEach(row -> labels.add(labels(row)));
        }
        return suppressions.at(query.now(), labels, inhibition);
    }

    private static Labels labels(Row row) {
        return Labels.of(TextMapJson.read(row.getString("labels")));
    }

    private static String write(RowSet<Row> rows, AlertQuery query, Suppression suppression) {
        var out = new StringWriter(rows.size() * 512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(SEPARATOR);
            for (Row row : rows) {
                Labels labels = labels(row);
                AlertStatus status = AlertStatus.of(labels, suppression);
                Optional<List<String>> receivers = query.receiversIfAskedFor(labels);
                if (receivers.isPresent() && query.isAsked(status)) {
                    GettableAlertJson.write(json, row, receivers.get(), status, List.of());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    /** Groups in order of their labels, then of their receivers, each with its alerts that are asked for. */
    Multi<String> groups(AlertQuery query) {
        Multi<String> groups = store.groups()
                .map(all -> all.stream()
                        .filter(group -> query.isAsked(group.receiver()))
                        .filter(group ->
                                query.show().muted() || mutedBy(group, query).isEmpty())
                        .sorted(Comparator.comparing(GroupHead::labels, AlertOrder.LABELS)
                                .thenComparing(GroupHead::receiver))
                        .toList())
                .onItem()
                .transformToMulti(sorted -> Multi.createFrom().iterable(sorted))
                .group()
                .intoLists()
                .of(GROUPS_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(heads -> writeGroups(heads, query))
                .filter(text -> !text.isEmpty());
        var first = new AtomicBoolean(true);
        Multi<String> separated = groups.map(text -> first.getAndSet(false) ? text : "," + text);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item("["),
                        separated,
                        Multi.createFrom().item("]\n"));
    }

    private Uni<String> writeGroups(List<GroupHead> heads, AlertQuery query) {
        return store.members(heads, query.now())
                .flatMap(rows -> suppression(rows, query).map(suppression -> {
                    Map<UUID, List<Row>> members = new HashMap<>();
                    rows.forEach(row -> members.computeIfAbsent(row.getUUID("group_id"), id -> new ArrayList<>())
                            .add(row));
                    return writeGroups(heads, members, query, suppression);
                }));
    }

    private static String writeGroups(
            List<GroupHead> heads, Map<UUID, List<Row>> members, AlertQuery query, Suppression suppression) {
        var out = new StringWriter(heads.size() * 1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(SEPARATOR);
            for (GroupHead head : heads) {
                writeGroup(json, head, members.getOrDefault(head.id(), List.of()), query, suppression);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    /** The time intervals by which a group's route is mute; none for a route that is no longer there. */
    private static List<String> mutedBy(GroupHead group, AlertQuery query) {
        Route route = query.configuration().routes().get(group.routeId());
        return route == null
                ? List.of()
                : switch (route.schedule().at(query.now(), query.configuration().timeIntervals())) {
                    case Verdict.Speaks _ -> List.of();
                    case Verdict.Muted muted -> muted.by();
                    case Verdict.Inactive inactive -> inactive.outside();
                };
    }

    private record Member(Alert alert, Row row, List<String> receivers, AlertStatus status) {}

    private static void writeGroup(
            JsonGenerator json, GroupHead head, List<Row> rows, AlertQuery query, Suppression suppression)
            throws IOException {
        List<Member> shown = rows.stream()
                .flatMap(row -> {
                    Alert alert = AlertRowMapper.read(row);
                    return query.receiversIfAskedFor(alert.labels()).stream()
                            .map(receivers -> new Member(
                                    alert, row, asked(receivers, query), AlertStatus.of(alert.labels(), suppression)));
                })
                .filter(member -> query.isAsked(member.status()))
                .sorted(Comparator.comparing(Member::alert, AlertOrder.ALERTS))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        List<String> mutedBy = mutedBy(head, query);
        json.writeStartObject();
        json.writeArrayFieldStart("alerts");
        for (Member member : shown) {
            GettableAlertJson.write(json, member.row(), member.receivers(), member.status(), mutedBy);
        }
        json.writeEndArray();
        json.writeFieldName("labels");
        TextMapJson.write(json, head.labels().asMap());
        json.writeObjectFieldStart("receiver");
        json.writeStringField("name", head.receiver());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static List<String> asked(List<String> receivers, AlertQuery query) {
        return receivers.stream().filter(query::isAsked).sorted().toList();
    }
}
