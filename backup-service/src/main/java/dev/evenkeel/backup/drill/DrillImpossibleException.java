package dev.evenkeel.backup.drill;

import java.io.IOException;

/** A drill could not be held, which says nothing about the backup. */
public final class DrillImpossibleException extends IOException {

    DrillImpossibleException(String message) {
        super(message);
    }

    DrillImpossibleException(String message, Throwable cause) {
        super(message, cause);
    }
}
