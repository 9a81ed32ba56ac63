package dev.evenkeel.backup.repository;

import java.io.IOException;

/** What a repository cannot do for us. Neither keys nor content appear in a message. */
public abstract sealed class RepositoryException extends IOException {

    private RepositoryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is stored is not what was written: damaged, cut short, exchanged, or forged. */
    public static final class Corrupted extends RepositoryException {
        public Corrupted(String message) {
            super(message, null);
        }

        Corrupted(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** None of the configured keys opens this backup. */
    public static final class KeyMissing extends RepositoryException {
        KeyMissing(String message) {
            super(message, null);
        }
    }

    /** There is no such backup. */
    public static final class NotFound extends RepositoryException {
        NotFound(BackupId id) {
            super("there is no backup " + id, null);
        }
    }
}
