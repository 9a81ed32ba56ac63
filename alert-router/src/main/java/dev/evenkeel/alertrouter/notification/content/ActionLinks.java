package dev.evenkeel.alertrouter.notification.content;

import java.util.Map;

import dev.evenkeel.alertrouter.notification.Notification;

/** Links that go into a notification, by which whoever gets it can act without logging in. */
public interface ActionLinks {

    /**
     * Addresses by what they do: {@code acknowledge}, {@code resolve}, {@code silence 1h}; none if there are none to offer.
     * Answers at once and never fails.
     */
    Map<String, String> of(Notification notification);

    /** Whether the documents of webhooks have the field {@code links}, which Alertmanager's have not. */
    boolean inWebhooks();
}
