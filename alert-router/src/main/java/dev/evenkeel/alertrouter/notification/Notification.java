package dev.evenkeel.alertrouter.notification;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import dev.evenkeel.platform.series.Labels;

/**
 * What one integration is told about one group.
 *
 * @param id the same for every attempt to say the same thing, so that a receiver can drop a repeat
 * @param receiver the receiver's name
 * @param groupKey the group, in Alertmanager's form
 * @param groupLabels what its alerts share by the route's {@code group_by}
 * @param reason why it is sent
 * @param alerts in order; at least one
 * @param status {@code firing} as long as one alert fires, be it one that is known already and left out; otherwise
 *     {@code resolved}
 * @param routeLabels what the route adds
 */
public record Notification(
        UUID id,
        String receiver,
        String groupKey,
        Labels groupLabels,
        NotificationReason reason,
        List<NotifiedAlert> alerts,
        String status,
        RouteLabels routeLabels) {

    public Notification {
        alerts = List.copyOf(alerts);
    }

    /** Of all that there is to tell. */
    public Notification(
            UUID id,
            String receiver,
            String groupKey,
            Labels groupLabels,
            NotificationReason reason,
            List<NotifiedAlert> alerts,
            RouteLabels routeLabels) {
        this(id, receiver, groupKey, groupLabels, reason, alerts, statusOf(alerts), routeLabels);
    }

    /** Of a route that adds nothing. */
    public Notification(
            UUID id,
            String receiver,
            String groupKey,
            Labels groupLabels,
            NotificationReason reason,
            List<NotifiedAlert> alerts) {
        this(id, receiver, groupKey, groupLabels, reason, alerts, RouteLabels.NONE);
    }

    /** What it is about in one line: the headline of the first alert, of a firing one if any fires. */
    public String title() {
        return alerts.stream()
                .filter(alert -> !alert.resolved())
                .findFirst()
                .orElse(alerts.getFirst())
                .alert()
                .headline();
    }

    /** The labels that all alerts have with the same value. */
    public Map<String, String> commonLabels() {
        return common(alert -> alert.alert().labels().asMap());
    }

    /** The annotations that all alerts have with the same value. */
    public Map<String, String> commonAnnotations() {
        return common(alert -> alert.alert().annotations().asMap());
    }

    private Map<String, String> common(Function<NotifiedAlert, Map<String, String>> part) {
        var common = new TreeMap<>(part.apply(alerts.getFirst()));
        for (NotifiedAlert alert : alerts.subList(1, alerts.size())) {
            common.entrySet().retainAll(part.apply(alert).entrySet());
        }
        return common;
    }

    /** The same with these of its alerts; it goes on to be {@code firing} if one of the others is. */
    public Notification limitedTo(List<NotifiedAlert> some) {
        return new Notification(id, receiver, groupKey, groupLabels, reason, some, status, routeLabels);
    }

    /** The same notification with no more than the first alerts, which alone say its status; 0 stands for no limit. */
    public Notification limitedTo(int maxAlerts) {
        if (maxAlerts == 0 || alerts.size() <= maxAlerts) {
            return this;
        }
        List<NotifiedAlert> first = alerts.subList(0, maxAlerts);
        boolean whole = status.equals(statusOf(alerts));
        return whole
                ? new Notification(id, receiver, groupKey, groupLabels, reason, first, routeLabels)
                : limitedTo(first);
    }

    private static String statusOf(List<NotifiedAlert> alerts) {
        return alerts.stream().allMatch(NotifiedAlert::resolved) ? "resolved" : "firing";
    }
}
