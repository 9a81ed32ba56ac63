package dev.evenkeel.alertrouter.suppression;

/** Why an alert is left out of a notification; the labels are those of Alertmanager's metric. */
public enum SuppressionReason {
    INHIBITION("inhibition"),
    ACTIVE_TIME_INTERVAL("active_time_interval"),
    MUTE_TIME_INTERVAL("mute_time_interval"),
    SILENCE("silence");

    private final String label;

    SuppressionReason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
