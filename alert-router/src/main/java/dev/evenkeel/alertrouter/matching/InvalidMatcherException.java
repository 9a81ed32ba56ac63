package dev.evenkeel.alertrouter.matching;

/** A matcher or an expression that cannot be understood; the message is Alertmanager's, fit to be shown to the user. */
public class InvalidMatcherException extends IllegalArgumentException {

    public InvalidMatcherException(String message) {
        super(message);
    }

    public InvalidMatcherException(String message, Throwable cause) {
        super(message, cause);
    }
}
