package dev.evenkeel.alertrouter.suppression;

/** Why an alert is left out of a notification; the labels are those of Alertmanager's metric, and ours after them. */
public enum SuppressionReason {
    INHIBITION("inhibition"),
    ACTIVE_TIME_INTERVAL("active_time_interval"),
    MUTE_TIME_INTERVAL("mute_time_interval"),
    SILENCE("silence"),
    /** Ours: a maintenance window. */
    MAINTENANCE("maintenance"),
    /** Another alert of the group says the same. */
    DUPLICATE("duplicate"),
    /** It may be gone in a moment. */
    TRANSIENT("transient"),
    /** It comes and goes. */
    FLAPPING("flapping"),
    /** It is one of too many, and told in a digest; there is an incident for it all the same. */
    STORM("storm");

    private final String label;

    SuppressionReason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
