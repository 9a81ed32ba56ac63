package dev.evenkeel.platform.events.inbox;

/** A handler cannot understand the data of an event; sending it again would not help. */
public final class RefusedEventException extends RuntimeException {

    RefusedEventException(String id, String type, IllegalArgumentException reason) {
        super("Event %s of type %s: %s".formatted(id, type, reason.getMessage()), reason, false, false);
    }
}
