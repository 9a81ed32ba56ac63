package dev.evenkeel.alertrouter.notification.webhook;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.AnnouncementNotifier;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ActionLinkSource;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.RetryRule;
import dev.evenkeel.alertrouter.template.TemplateSet;

/** Posts notifications to programs. */
@ApplicationScoped
class WebhookNotifier implements Notifier<WebhookSettings>, AnnouncementNotifier<WebhookSettings> {

    private static final int FEW_ALERTS = 64;

    private final ChannelHttp http;
    private final ContentService contents;
    private final ActionLinkSource links;

    WebhookNotifier(ChannelHttp http, ContentService contents, ActionLinkSource links) {
        this.http = http;
        this.contents = contents;
        this.links = links;
    }

    @Override
    public Class<WebhookSettings> settings() {
        return WebhookSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, WebhookSettings settings, Notification notification) {
        Notification sent = notification.limitedTo(settings.maxAlerts());
        int truncated = notification.alerts().size() - sent.alerts().size();
        Supplier<List<ChannelRequest>> requests =
                () -> List.of(WebhookMessage.of(settings, contents.of(sent), truncated, links.inWebhooks()));
        return isShort(settings, sent)
                ? http.deliverAtOnce(settings, RetryRule.COMMON, requests)
                : http.deliver(settings, RetryRule.COMMON, requests);
    }

    /** Of a few alerts, and without templates: it takes less time than to hand it to another thread. */
    private static boolean isShort(WebhookSettings settings, Notification sent) {
        return sent.alerts().size() <= FEW_ALERTS
                && settings.payload().isEmpty()
                && settings.url().isAtHand()
                && !TemplateSet.hasActions(settings.url().reveal())
                && sent.routeLabels().templates().isEmpty();
    }

    @Override
    public Uni<DeliveryResult> announce(WebhookSettings settings, Announcement announcement) {
        return http.deliver(
                settings,
                RetryRule.COMMON,
                () -> List.of(
                        WebhookMessage.of(contents.text(settings.url().reveal().strip(), announcement), announcement)));
    }
}
