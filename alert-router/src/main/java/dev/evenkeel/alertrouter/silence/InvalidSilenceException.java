package dev.evenkeel.alertrouter.silence;

/** A silence that cannot be; the message is Alertmanager's, fit to be shown to the user. */
public class InvalidSilenceException extends IllegalArgumentException {

    public InvalidSilenceException(String message) {
        super(message);
    }
}
