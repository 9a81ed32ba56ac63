package dev.evenkeel.alertrouter.notification;

/** What a configuration says of one integration; each channel has a record of its own. */
public interface ChannelSettings {

    /** The channel's name in metrics and in the notification log, as {@code webhook}. */
    String kind();

    /** Whether it wants to know of resolved alerts. */
    boolean sendResolved();

    /** How long an attempt may take. */
    default AttemptTime attemptTime() {
        return AttemptTime.USUAL;
    }
}
