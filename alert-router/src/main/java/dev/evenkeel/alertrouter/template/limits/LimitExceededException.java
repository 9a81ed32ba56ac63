package dev.evenkeel.alertrouter.template.limits;

/** A template costs more than it may; the message says which limit it was. */
public final class LimitExceededException extends RuntimeException {

    LimitExceededException(String message) {
        super(message, null, false, false);
    }
}
