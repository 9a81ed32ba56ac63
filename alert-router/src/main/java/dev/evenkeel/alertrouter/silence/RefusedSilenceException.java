package dev.evenkeel.alertrouter.silence;

/** A silence that could be, and that the policy does not allow to whoever asks for it. */
public class RefusedSilenceException extends InvalidSilenceException {

    public RefusedSilenceException(String message) {
        super(message);
    }
}
