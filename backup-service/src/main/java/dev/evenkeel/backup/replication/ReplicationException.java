package dev.evenkeel.backup.replication;

import java.io.IOException;

/** Why a conversation with a server ended early. The message never holds a password. */
public abstract sealed class ReplicationException extends IOException {

    private ReplicationException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The server answered with an error. */
    public static final class ServerRefused extends ReplicationException {

        private final transient ServerError error;

        ServerRefused(ServerError error) {
            super("the server answered: " + error.summary(), null);
            this.error = error;
        }

        public ServerError error() {
            return error;
        }
    }

    /** The server could not be reached, went away, or was silent for too long. */
    public static final class ConnectionLost extends ReplicationException {

        ConnectionLost(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** We and the server could not agree on who we are, or on how to talk privately. */
    public static final class AuthenticationFailed extends ReplicationException {

        AuthenticationFailed(String message) {
            super(message, null);
        }

        AuthenticationFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What came is not the protocol as we know it, or larger than allowed. */
    public static final class ProtocolViolation extends ReplicationException {

        ProtocolViolation(String message) {
            super(message, null);
        }
    }
}
