package dev.evenkeel.alertrouter.notification.inbox;

import dev.evenkeel.alertrouter.notification.ChannelSettings;

/** One entry of {@code inbox_configs}: our own, Alertmanager has no such thing. */
public record InboxSettings(boolean sendResolved) implements ChannelSettings {

    @Override
    public String kind() {
        return "inbox";
    }
}
