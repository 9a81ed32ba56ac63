package dev.evenkeel.alertrouter.notification;

import io.smallrye.mutiny.Uni;

/**
 * Speaks to one kind of channel. Implementations are CDI beans.
 *
 * @param <S> the settings that this channel is configured by
 */
public interface Notifier<S extends ChannelSettings> {

    /** Which settings are for this notifier. */
    Class<S> settings();

    /**
     * Makes one attempt.
     *
     * @param integration whose settings these are, for a channel that keeps something for each
     * @return what came of it; a failure of the {@code Uni} counts as one that may be retried
     */
    Uni<DeliveryResult> deliver(Integration integration, S settings, Notification notification);
}
