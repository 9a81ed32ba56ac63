package dev.evenkeel.alertrouter.listing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertOrder;
import dev.evenkeel.alertrouter.alert.Annotations;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.listing.AlertListStore.GroupHead;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.notification.RouteLabels;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.routing.Route;

/** Renders what routes add to the groups that are shown, on threads that may take their time over it. */
@ApplicationScoped
class GroupLabelService {

    private final Vertx vertx;
    private final ContentService contents;

    GroupLabelService(Vertx vertx, ContentService contents) {
        this.vertx = vertx;
        this.contents = contents;
    }

    /** The labels of routes by group; a group whose route has none may be missing. */
    Uni<Map<UUID, Map<String, String>>> of(
            List<GroupHead> groups, Map<UUID, List<ListedAlert>> members, AlertQuery query) {
        List<GroupHead> labelled = groups.stream()
                .filter(group -> !templates(group, query).isEmpty() && members.containsKey(group.id()))
                .toList();
        if (labelled.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> render(labelled, members, query))
                        .toCompletionStage());
    }

    private static Map<String, String> templates(GroupHead group, AlertQuery query) {
        Route route = query.configuration().routes().get(group.routeId());
        return route == null ? Map.of() : route.labels();
    }

    private Map<UUID, Map<String, String>> render(
            List<GroupHead> groups, Map<UUID, List<ListedAlert>> members, AlertQuery query) {
        var rendered = new HashMap<UUID, Map<String, String>>();
        for (GroupHead group : groups) {
            List<NotifiedAlert> alerts = members.get(group.id()).stream()
                    .map(GroupLabelService::alert)
                    .sorted(Comparator.comparing(NotifiedAlert::alert, AlertOrder.ALERTS))
                    .toList();
            rendered.put(
                    group.id(),
                    contents.routeLabels(new Notification(
                            group.id(),
                            group.receiver(),
                            "the group " + group.labels(),
                            group.labels(),
                            NotificationReason.UNKNOWN,
                            alerts,
                            new RouteLabels(templates(group, query), alerts))));
        }
        return rendered;
    }

    /** What is shown has not ended. */
    private static NotifiedAlert alert(ListedAlert listed) {
        return new NotifiedAlert(
                new Alert(
                        listed.fingerprint(),
                        listed.readLabels(),
                        Annotations.of(TextMapJson.read(listed.annotations().toString())),
                        listed.startsAt(),
                        listed.endsAt(),
                        listed.generatorUrl().toString(),
                        listed.updatedAt(),
                        false),
                false);
    }
}
