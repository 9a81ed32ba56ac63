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
import dev.evenkeel.alertrouter.alert.TextMapJson;
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

    private static final int CHARACTERS_PER_ALERT = 1024;
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
    Multi<String> alerts(AlertQuery query) {
        Uni<Suppression> everywhere = suppressions
                .at(query.now(), List.of(), query.configuration().inhibition())
                .memoize()
                .indefinitely();
        Multi<String> pages = AlertPages.of(
                range -> store.alerts(range, query.now())
                        .flatMap(alerts -> (mayBeInhibited(query) ? suppression(alerts, query) : everywhere)
                                .map(suppression -> new Page(alerts, suppression))),
                // the answer is sent from the thread of the request, whoever put it into words
                page -> vertx.executeBlocking(Uni.createFrom().item(() -> write(page, query)), false));
        return array(pages.filter(text -> !text.isEmpty()));
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

    private static String write(Page page, AlertQuery query) {
        var json = new StringBuilder(page.alerts().size() * CHARACTERS_PER_ALERT);
        for (ListedAlert alert : page.alerts()) {
            Labels labels = alert.readLabels();
            AlertStatus status = AlertStatus.of(labels, page.suppression());
            Optional<List<String>> receivers = query.receiversIfAskedFor(labels);
            if (receivers.isPresent() && query.isAsked(status)) {
                json.append(json.isEmpty() ? "" : ",");
                GettableAlertJson.append(json, alert, receivers.get(), status, List.of());
            }
        }
        return json.toString();
    }

    /** Texts that each hold some elements, as one array. Nothing comes before the first is known, so that it may fail. */
    private static Multi<String> array(Multi<String> elements) {
        var empty = new AtomicBoolean(true);
        return Multi.createBy()
                .concatenating()
                .streams(
                        elements.map(text -> (empty.getAndSet(false) ? "[" : ",") + text),
                        Multi.createFrom().deferred(() -> Multi.createFrom().item(empty.get() ? "[]" : "]")));
    }

    /** Groups in order of their labels, then of their receivers, each with its alerts that are asked for. */
    Multi<String> groups(AlertQuery query) {
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
                .transformToUniAndConcatenate(heads -> writeGroups(heads, query))
                .filter(text -> !text.isEmpty()));
    }

    private Uni<String> writeGroups(List<GroupHead> heads, AlertQuery query) {
        return store.members(heads, query.now()).flatMap(members -> {
            List<ListedAlert> alerts =
                    members.values().stream().flatMap(List::stream).toList();
            return Uni.combine()
                    .all()
                    .unis(suppression(alerts, query), routeLabels.of(heads, members, query))
                    .with((suppression, labels) -> writeGroups(heads, members, query, suppression, labels));
        });
    }

    private static String writeGroups(
            List<GroupHead> heads,
            Map<UUID, List<ListedAlert>> members,
            AlertQuery query,
            Suppression suppression,
            Map<UUID, Map<String, String>> routeLabels) {
        var json = new StringBuilder(heads.size() * 2 * CHARACTERS_PER_ALERT);
        for (GroupHead head : heads) {
            var group = new Shown(
                    head, members.getOrDefault(head.id(), List.of()), routeLabels.getOrDefault(head.id(), Map.of()));
            appendGroup(json, group, query, suppression);
        }
        return json.toString();
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

    private static void appendGroup(StringBuilder json, Shown group, AlertQuery query, Suppression suppression) {
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
        String separator = json.isEmpty() ? "" : ",";
        json.append(separator).append("{\"alerts\":[");
        separator = "";
        for (Member member : shown) {
            json.append(separator);
            GettableAlertJson.append(json, member.alert(), member.receivers(), member.status(), mutedBy);
            separator = ",";
        }
        json.append("],\"labels\":").append(TextMapJson.write(head.labels())).append(",\"receiver\":{\"name\":");
        TextMapJson.appendText(json, head.receiver());
        json.append("},\"routeLabels\":")
                .append(TextMapJson.write(group.routeLabels()))
                .append('}');
    }

    private static List<String> asked(List<String> receivers, AlertQuery query) {
        return receivers.stream().filter(query::isAsked).sorted().toList();
    }
}
