package dev.evenkeel.alertrouter.silence;

/** A silence that could be and is not made: the policy does not allow it, or there is nothing with which it could end. */
public class RefusedSilenceException extends InvalidSilenceException {

    public RefusedSilenceException(String message) {
        super(message);
    }
}
