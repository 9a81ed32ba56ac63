package dev.evenkeel.alertrouter.notification.content;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.template.data.ActionLinks;
import dev.evenkeel.platform.series.Labels;

/** Notifications to write messages from. */
public final class ExampleContent {

    public static final String GROUP_KEY = "{}:{alertname=\"DiskFull\"}";

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final TemplateSet TEMPLATES = TemplateSet.ofDefaults(Clock.systemUTC());

    private ExampleContent() {}

    /** Of two alerts that fire. */
    public static NotificationContent firing() {
        return of(false);
    }

    /** Of two alerts that are resolved. */
    public static NotificationContent resolved() {
        return of(true);
    }

    private static NotificationContent of(boolean resolved) {
        List<NotifiedAlert> alerts = new ArrayList<>();
        for (String instance : List.of("a", "b")) {
            alerts.add(new NotifiedAlert(alert(instance), resolved));
        }
        var notification = new Notification(
                UUID.fromString("8f2fd1b8-3a57-4f0e-9d0f-6c4b2a6d2f11"),
                "team",
                GROUP_KEY,
                Labels.of("alertname", "DiskFull"),
                NotificationReason.FIRST_NOTIFICATION,
                alerts);
        return new NotificationContent(
                notification,
                NotificationData.of(notification, Map.of(), "http://router.example", ActionLinks.none()),
                TEMPLATES);
    }

    private static Alert alert(String instance) {
        return Alert.of(
                Labels.of("alertname", "DiskFull", "instance", instance, "severity", "critical"),
                Map.of("summary", "Disk full on " + instance, "runbook", "https://runbooks.example/disk"),
                START,
                START.plusSeconds(300),
                "http://prometheus.example/graph",
                START,
                false);
    }
}
