package dev.evenkeel.alertrouter.incident;

/** Somebody acts on an incident that is not as they saw it; the message is fit to be shown. */
public class ChangedMeanwhileException extends RuntimeException {

    private final transient Incident incident;

    public ChangedMeanwhileException(Incident incident, int expected) {
        this(
                incident,
                "The incident has version %d by now, not %d: look at it again".formatted(incident.version(), expected));
    }

    public ChangedMeanwhileException(Incident incident, String message) {
        super(message, null, false, false);
        this.incident = incident;
    }

    /** As it stands. */
    public Incident incident() {
        return incident;
    }
}
