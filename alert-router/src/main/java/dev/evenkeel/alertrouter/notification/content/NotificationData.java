package dev.evenkeel.alertrouter.notification.content;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.notification.RouteLabels;
import dev.evenkeel.alertrouter.template.data.ActionLinks;
import dev.evenkeel.alertrouter.template.data.TemplateAlert;
import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.alertrouter.template.value.Value;

/** A notification as Alertmanager shows it to templates, and to programs in its webhook. */
public final class NotificationData {

    // what Go's regexp.QuoteMeta puts a backslash before
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private NotificationData() {}

    /**
     * @param routeLabels rendered
     * @param externalUrl where people find us
     * @param actionLinks of {@link ActionLinkSource#of}
     */
    public static TemplateData of(
            Notification notification, Map<String, String> routeLabels, String externalUrl, ActionLinks actionLinks) {
        return new TemplateData(
                quoted(notification.receiver()),
                notification.status(),
                notification.alerts().stream().map(NotificationData::of).toList(),
                notification.reason().text(),
                notification.groupLabels().asMap(),
                notification.commonLabels(),
                notification.commonAnnotations(),
                routeLabels,
                externalUrl,
                actionLinks);
    }

    /** What labels of a route are rendered for: the whole group, which nobody is told of yet. */
    static TemplateData ofGroup(Notification notification, String externalUrl) {
        RouteLabels labels = notification.routeLabels();
        var group = new Notification(
                notification.id(),
                notification.receiver(),
                notification.groupKey(),
                notification.groupLabels(),
                NotificationReason.UNKNOWN,
                labels.alerts());
        return of(group, labels.templates(), externalUrl, ActionLinks.none());
    }

    private static TemplateAlert of(NotifiedAlert notified) {
        Alert alert = notified.alert();
        return new TemplateAlert(
                notified.status(),
                alert.labels().asMap(),
                alert.annotations().asMap(),
                utc(alert.startsAt()),
                notified.endsAt().map(NotificationData::utc).orElse(Value.Time.ZERO.moment()),
                alert.generatorUrl(),
                Fingerprint.text(alert.fingerprint()));
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }

    /** Alertmanager gives the receiver's name as a regular expression that matches it. */
    static String quoted(String receiver) {
        var quoted = new StringBuilder();
        for (int i = 0; i < receiver.length(); i++) {
            char each = receiver.charAt(i);
            if (SPECIAL.indexOf(each) >= 0) {
                quoted.append('\\');
            }
            quoted.append(each);
        }
        return quoted.toString();
    }
}
