package dev.evenkeel.alertrouter.notification;

/** Why a notification is sent; the texts are those that Alertmanager puts into its webhook payload. */
public enum NotificationReason {
    FIRST_NOTIFICATION("first notification"),
    NEW_ALERTS_IN_GROUP("new alerts added"),
    NEW_RESOLVED_ALERTS("some alerts resolved"),
    ALL_ALERTS_RESOLVED("all alerts resolved"),
    REPEAT_INTERVAL_ELAPSED("repeat interval elapsed"),
    /** Nobody is told yet: labels of routes are rendered without one. */
    UNKNOWN("unknown"),
    /** Ours: somebody is told of an incident because a policy says so, whatever the route has told. */
    ESCALATION("escalation");

    private final String text;

    NotificationReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
