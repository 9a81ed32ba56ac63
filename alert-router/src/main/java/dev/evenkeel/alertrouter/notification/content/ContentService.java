package dev.evenkeel.alertrouter.notification.content;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.template.TemplatesInForce;
import dev.evenkeel.alertrouter.template.data.TemplateData;

/** Brings a notification together with the templates in force. */
@ApplicationScoped
public class ContentService {

    private final TemplatesInForce templates;
    private final ActionLinks links;
    private final String externalUrl;

    ContentService(
            TemplatesInForce templates,
            ActionLinks links,
            @ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl) {
        this.templates = templates;
        this.links = links;
        this.externalUrl = externalUrl;
    }

    /** What a template of a receiver's settings gives where there are no alerts to speak of: an address, a channel's name. */
    public String text(String template, Announcement announcement) {
        var data = new TemplateData(
                NotificationData.quoted(announcement.receiver()),
                "",
                List.of(),
                "",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                externalUrl);
        return templates.current().renderText(template, data);
    }

    public NotificationContent of(Notification notification) {
        return new NotificationContent(
                notification,
                NotificationData.of(notification, externalUrl, links.of(notification)),
                templates.current());
    }
}
