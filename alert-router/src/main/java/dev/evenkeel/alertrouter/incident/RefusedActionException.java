package dev.evenkeel.alertrouter.incident;

/** An action makes no sense for an incident as it stands; the message is fit to be shown. */
public class RefusedActionException extends RuntimeException {

    private final transient Incident incident;

    public RefusedActionException(Incident incident, String message) {
        super(message, null, false, false);
        this.incident = incident;
    }

    /** As it stands. */
    public Incident incident() {
        return incident;
    }
}
