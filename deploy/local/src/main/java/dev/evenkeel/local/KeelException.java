package dev.evenkeel.local;

/** Something could not be done; the message tells the person at the keyboard what and, where known, what to do. */
final class KeelException extends RuntimeException {

    KeelException(String message) {
        super(message);
    }

    KeelException(String message, Throwable cause) {
        super(message, cause);
    }
}
