package dev.evenkeel.alertrouter.incident;

/** Somebody acts on another version of an incident than it has. */
public class ChangedMeanwhileException extends RuntimeException {

    private final transient Incident incident;

    public ChangedMeanwhileException(Incident incident, int expected) {
        super(
                "The incident has version %d by now, not %d: look at it again".formatted(incident.version(), expected),
                null,
                false,
                false);
        this.incident = incident;
    }

    /** As it stands. */
    public Incident incident() {
        return incident;
    }
}
