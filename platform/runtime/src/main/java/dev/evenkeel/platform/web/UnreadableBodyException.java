package dev.evenkeel.platform.web;

/**
 * A request body that could not be read. Thrown around the reading itself, so that a JSON error in somebody else's answer,
 * met while handling the request, is never blamed on the client.
 */
final class UnreadableBodyException extends RuntimeException {

    UnreadableBodyException(Throwable cause) {
        super(cause == null ? "no body" : cause.getMessage(), cause, false, false);
    }
}
