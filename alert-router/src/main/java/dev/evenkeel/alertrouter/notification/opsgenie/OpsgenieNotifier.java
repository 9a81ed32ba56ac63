package dev.evenkeel.alertrouter.notification.opsgenie;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Opens, changes and closes alerts at Opsgenie. */
@ApplicationScoped
class OpsgenieNotifier implements Notifier<OpsgenieSettings> {

    private final ChannelHttp http;
    private final ContentService contents;

    OpsgenieNotifier(ChannelHttp http, ContentService contents) {
        this.http = http;
        this.contents = contents;
    }

    @Override
    public Class<OpsgenieSettings> settings() {
        return OpsgenieSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, OpsgenieSettings settings, Notification notification) {
        return http.deliver(settings, RetryRule.COMMON, () -> OpsgenieMessage.of(settings, contents.of(notification)));
    }
}
