package dev.evenkeel.alertrouter.listing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

import dev.evenkeel.alertrouter.alert.AlertOrder;
import dev.evenkeel.alertrouter.alert.JsonText;
import dev.evenkeel.alertrouter.listing.AlertListStore.GroupHead;
import dev.evenkeel.alertrouter.listing.AlertPages.Page;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.series.Labels;

/** Turns alerts and groups into the JSON of API v2, a piece at a time, as fast as the reader reads. */
@ApplicationScoped
public class AlertListService {

    private static final byte[] ALERTS_OF_GROUP = JsonText.utf8(",{\"alerts\":[");
    private static final byte[] LABELS_OF_GROUP = JsonText.utf8("],\"labels\":");
    private static final byte[] RECEIVER = JsonText.utf8(",\"receiver\":{\"name\":");
    private static final byte[] ROUTE_LABELS = JsonText.utf8("},\"routeLabels\":");

    private static final int BYTES_PER_ALERT = 1024;
    private static final JsonPiece NONE = new JsonPiece(JsonText.utf8("[]"));
    private static final JsonPiece END = new JsonPiece(JsonText.utf8("]"));
    private static final int GROUPS_AT_ONCE = 200;

    private final AlertListStore store;
    private final SuppressionService suppressions;
    private final GroupLabelService routeLabels;
    private final Vertx vertx;

    AlertListService(
            AlertListStore store, SuppressionService suppressions, GroupLabelService routeLabels, Vertx vertx) {
        this.store = store;
        this.suppressions = suppressions;
        this.routeLabels = routeLabels;
        this.vertx = vertx;
    }

    /** Alerts in order of their fingerprints, as pieces of a JSON array. */
    Multi<JsonPiece> alerts(AlertQuery query) {
        Uni<Suppression> everywhere = suppressions
                .at(query.now(), List.of(), query.configuration().inhibition())
                .memoize()
                .indefinitely();
        Multi<List<byte[]>> pages = AlertPages.of(
                range -> store.alerts(range, query.now())
                        .flatMap(alerts -> (mayBeInhibited(query) ? suppression(alerts, query) : everywhere)
                                .map(suppression -> new Page(alerts, suppression))),
                // the answer is sent from the thread of the request, whoever put it into words
                page -> vertx.executeBlocking(Uni.createFrom().item(() -> write(page, query)), false));
        return array(pages.onItem().transformToIterable(pieces -> pieces));
    }

    /** Without rules it is the silences alone that keep alerts from being told, whichever alerts they are. */
    private static boolean mayBeInhibited(AlertQuery query) {
        return !query.configuration().inhibition().rules().isEmpty();
    }

    private Uni<Suppression> suppression(List<ListedAlert> alerts, AlertQuery query) {
        List<Labels> labels = mayBeInhibited(query)
                ? alerts.stream().map(ListedAlert::readLabels).toList()
                : List.of();
        return suppressions.at(query.now(), labels, query.configuration().inhibition());
    }

    private static List<byte[]> write(Page page, AlertQuery query) {
        JsonText json = JsonText.inPieces();
        var alerts = new GettableAlertJson(json);
        for (ListedAlert alert : page.alerts()) {
            Labels labels = alert.readLabels();
            AlertStatus status = AlertStatus.of(labels, page.suppression());
            Optional<List<String>> receivers = query.receiversIfAskedFor(labels);
            if (receivers.isPresent() && query.isAsked(status)) {
                json.add(',');
                alerts.add(alert, receivers.get(), status, List.of());
                json.mayBeCut();
            }
        }
        return json.toPieces();
    }

    /**
     * Pieces of some elements each, with a comma before each element, as one array. Nothing comes before the first is known,
     * so that it may fail.
     */
    private static Multi<JsonPiece> array(Multi<byte[]> elements) {
        var empty = new AtomicBoolean(true);
        return Multi.createBy()
                .concatenating()
                .streams(
                        elements.filter(piece -> piece.length > 0).map(piece -> {
                            if (empty.getAndSet(false)) {
                                piece[0] = '[';
                            }
                            return new JsonPiece(piece);
                        }),
                        Multi.createFrom().deferred(() -> Multi.createFrom().item(empty.get() ? NONE : END)));
    }

    /** Groups in order of their labels, then of their receivers, each with its alerts that are asked for. */
    Multi<JsonPiece> groups(AlertQuery query) {
        return array(store.groups()
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
                .transformToUniAndConcatenate(heads -> writeGroups(heads, query)));
    }

    private Uni<byte[]> writeGroups(List<GroupHead> heads, AlertQuery query) {
        return store.members(heads, query.now()).flatMap(members -> {
            List<ListedAlert> alerts =
                    members.values().stream().flatMap(List::stream).toList();
            return Uni.combine()
                    .all()
                    .unis(suppression(alerts, query), routeLabels.of(heads, members, query))
                    .with((suppression, labels) -> writeGroups(heads, members, query, suppression, labels));
        });
    }

    private static byte[] writeGroups(
            List<GroupHead> heads,
            Map<UUID, List<ListedAlert>> members,
            AlertQuery query,
            Suppression suppression,
            Map<UUID, Map<String, String>> routeLabels) {
        var json = new JsonText(heads.size() * 2 * BYTES_PER_ALERT);
        for (GroupHead head : heads) {
            var group = new Shown(
                    head, members.getOrDefault(head.id(), List.of()), routeLabels.getOrDefault(head.id(), Map.of()));
            addGroup(json, group, query, suppression);
        }
        return json.toBytes();
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

    private record Member(ListedAlert alert, Labels labels, List<String> receivers, AlertStatus status) {}

    private record Shown(GroupHead head, List<ListedAlert> alerts, Map<String, String> routeLabels) {}

    private static void addGroup(JsonText json, Shown group, AlertQuery query, Suppression suppression) {
        GroupHead head = group.head();
        List<Member> shown = group.alerts().stream()
                .flatMap(alert -> {
                    Labels labels = alert.readLabels();
                    return query.receiversIfAskedFor(labels).stream()
                            .map(receivers -> new Member(
                                    alert, labels, asked(receivers, query), AlertStatus.of(labels, suppression)));
                })
                .filter(member -> query.isAsked(member.status()))
                .sorted(Comparator.comparing(Member::labels, AlertOrder.LABELS_OF_ALERTS))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        List<String> mutedBy = mutedBy(head, query);
        json.add(ALERTS_OF_GROUP);
        var alerts = new GettableAlertJson(json);
        for (int i = 0; i < shown.size(); i++) {
            if (i > 0) {
                json.add(',');
            }
            Member member = shown.get(i);
            alerts.add(member.alert(), member.receivers(), member.status(), mutedBy);
        }
        json.add(LABELS_OF_GROUP).addObject(head.labels());
        json.add(RECEIVER).addText(head.receiver());
        json.add(ROUTE_LABELS).addObject(group.routeLabels());
        json.add('}');
    }

    private static List<String> asked(List<String> receivers, AlertQuery query) {
        return receivers.stream().filter(query::isAsked).sorted().toList();
    }
}
