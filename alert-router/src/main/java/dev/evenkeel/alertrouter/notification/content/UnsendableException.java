package dev.evenkeel.alertrouter.notification.content;

/** A notification that cannot be said in the way that is configured; trying again does not cure that. */
public final class UnsendableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for people, without secrets */
    public UnsendableException(String message) {
        super(message, null, false, false);
    }
}
