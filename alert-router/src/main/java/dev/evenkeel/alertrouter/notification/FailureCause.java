package dev.evenkeel.alertrouter.notification;

/** Why a delivery failed; the labels are those of {@code alertmanager_notifications_failed_total}. */
public enum FailureCause {
    OTHER("other"),
    CLIENT_ERROR("clientError"),
    SERVER_ERROR("serverError"),
    AUTHENTICATION("authError"),
    RATE_LIMITED("rateLimited"),
    DEADLINE_EXCEEDED("contextDeadlineExceeded");

    private final String label;

    FailureCause(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @param status an HTTP status that is not 2xx */
    public static FailureCause ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> AUTHENTICATION;
            case 429 -> RATE_LIMITED;
            default -> status / 100 == 4 ? CLIENT_ERROR : status / 100 == 5 ? SERVER_ERROR : OTHER;
        };
    }
}
