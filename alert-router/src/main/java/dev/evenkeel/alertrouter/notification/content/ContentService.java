package dev.evenkeel.alertrouter.notification.content;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.template.TemplatesInForce;
import dev.evenkeel.alertrouter.template.data.ActionLinks;
import dev.evenkeel.alertrouter.template.data.TemplateData;

/** Brings a notification together with the templates in force. */
@ApplicationScoped
public class ContentService {

    private final Vertx vertx;
    private final TemplatesInForce templates;
    private final ActionLinkSource links;
    private final String externalUrl;

    ContentService(
            Vertx vertx,
            TemplatesInForce templates,
            ActionLinkSource links,
            @ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl) {
        this.vertx = vertx;
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

    /** To be called where blocking does no harm, since labels of the route may have to be rendered. */
    public NotificationContent of(Notification notification) {
        TemplateSet current = templates.current();
        return new NotificationContent(
                notification,
                NotificationData.of(
                        notification,
                        routeLabels(notification, current),
                        externalUrl,
                        new ActionLinks(() -> links.of(notification))),
                current);
    }

    /** The same from anywhere. */
    public Uni<NotificationContent> prepare(Notification notification) {
        return notification.routeLabels().templates().isEmpty()
                ? Uni.createFrom().item(() -> of(notification))
                : Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> of(notification), false)
                                .toCompletionStage());
    }

    /** What a route adds to a notification; takes its time if there are templates in it. */
    public Map<String, String> routeLabels(Notification notification) {
        return routeLabels(notification, templates.current());
    }

    private Map<String, String> routeLabels(Notification notification, TemplateSet current) {
        return notification.routeLabels().templates().isEmpty()
                ? Map.of()
                : current.renderRouteLabels(
                        NotificationData.ofGroup(notification, externalUrl),
                        (name, why) -> Log.warnf(
                                "The route label %s of %s is left out: %s",
                                name, notification.groupKey(), why.getMessage()));
    }
}
