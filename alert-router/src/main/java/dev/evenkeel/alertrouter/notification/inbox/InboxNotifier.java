package dev.evenkeel.alertrouter.notification.inbox;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;

/** Puts notifications into the inbox. */
@ApplicationScoped
class InboxNotifier implements Notifier<InboxSettings> {

    private final InboxStore store;
    private final Clock clock;

    InboxNotifier(InboxStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Class<InboxSettings> settings() {
        return InboxSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, InboxSettings settings, Notification notification) {
        return store.add(notification, notification.title(), clock.instant())
                .replaceWith(new DeliveryResult.Delivered());
    }
}
