package dev.evenkeel.alertrouter.notification.content;

import java.util.Map;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.Notification;

/** Links that go into a notification, by which whoever gets it can act without logging in. */
public interface ActionLinkSource {

    /**
     * Addresses by what they do: {@code acknowledge}, {@code resolve}, {@code silence 1h}; none if there are none to offer.
     * Answers at once and never fails.
     */
    Map<String, String> of(Notification notification);

    /** To be waited for before {@link #of}, so that no link is made which is worthless by now. Never fails. */
    Uni<Void> renew();

    /** Whether the documents of webhooks have the field {@code links}, which Alertmanager's have not. */
    boolean inWebhooks();
}
