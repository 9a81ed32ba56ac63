package dev.evenkeel.alertrouter.template.function;

/** A function cannot do what it was called for; the message is worded as Go's. */
public final class FunctionException extends RuntimeException {

    public FunctionException(String message) {
        super(message, null, false, false);
    }
}
