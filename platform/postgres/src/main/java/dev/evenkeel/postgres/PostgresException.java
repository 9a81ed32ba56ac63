package dev.evenkeel.postgres;

/**
 * A PostgreSQL program could not do what was asked. The message is written for the person at the keyboard: what was
 * tried, on which folder or port, and the end of PostgreSQL's own log where it has one. {@link #reason()} is for programs.
 */
public final class PostgresException extends RuntimeException {

    /** What went wrong, as far as it can be told apart. */
    public enum Reason {
        /** There are no programs for this machine, or the given folder does not hold them. */
        NO_PROGRAMS,
        /** We are root and found no ordinary user, or no program to become one. */
        NO_ORDINARY_USER,
        /** The user that PostgreSQL must run as cannot reach a folder. */
        CANNOT_TRAVERSE,
        /** The data folder, or something in its place, belongs to somebody else. */
        NOT_OURS,
        /** The folder holds no database cluster. */
        NOT_INITIALISED,
        /** The folder is neither empty nor a database cluster. */
        NOT_EMPTY,
        /** The cluster was made by another major version than the programs. */
        WRONG_VERSION,
        /** Something else listens on the port. */
        PORT_TAKEN,
        /** No space is left on the device. */
        DISK_FULL,
        /** Programs did not finish in the time they were given. */
        TIMED_OUT,
        /** Anything else; the message ends with what PostgreSQL said. */
        FAILED
    }

    private final Reason reason;

    PostgresException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    PostgresException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
