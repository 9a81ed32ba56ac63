package dev.evenkeel.alertrouter.notification;

import io.smallrye.mutiny.Uni;

/**
 * Tells one kind of channel what is about no group of alerts. Implementations are CDI beans; a channel may have none.
 *
 * @param <S> the settings that this channel is configured by
 */
public interface AnnouncementNotifier<S extends ChannelSettings> {

    /** Which settings are for this announcer. */
    Class<S> settings();

    /**
     * Makes one attempt.
     *
     * @return what came of it; a failure of the {@code Uni} counts as one that may be retried
     */
    Uni<DeliveryResult> announce(S settings, Announcement announcement);
}
