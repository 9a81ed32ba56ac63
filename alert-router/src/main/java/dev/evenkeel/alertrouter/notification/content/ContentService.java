package dev.evenkeel.alertrouter.notification.content;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.template.TemplatesInForce;

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

    public NotificationContent of(Notification notification) {
        return new NotificationContent(
                notification,
                NotificationData.of(notification, externalUrl, links.of(notification)),
                templates.current());
    }
}
