package dev.evenkeel.alertrouter.template.html;

/** It is not clear what a document is at some place; whoever knows the place says where. */
final class ContextException extends RuntimeException {

    ContextException(String message) {
        super(message, null, false, false);
    }
}
