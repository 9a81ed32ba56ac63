package dev.evenkeel.backup.targets;

/** The configured repository key cannot be used; the message says why without showing it. */
public final class UnusableKeyException extends RuntimeException {

    UnusableKeyException(String message) {
        super(message);
    }
}
