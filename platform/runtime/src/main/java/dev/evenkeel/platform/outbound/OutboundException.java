package dev.evenkeel.platform.outbound;

/**
 * An exchange that did not come about. The message is fit for a user's eyes: it names at most scheme, host and port,
 * never a path, a query or a header, for these carry secrets.
 */
public final class OutboundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kept the exchange from coming about. */
    public enum Reason {
        /** The URL cannot be used as it is written. Trying again is useless. */
        INVALID_URL,
        /** The policy forbids every address behind the name. Trying again is useless. */
        REFUSED_BY_POLICY,
        /** The name has no address. */
        UNRESOLVED,
        /** No connection: refused, unreachable, or not accepted within the connect timeout. */
        CONNECT_FAILED,
        /** The TLS handshake failed: an untrusted or expired certificate, a wrong name, no common version. */
        TLS,
        /** Connected, but the whole exchange took longer than its deadline. */
        TIMEOUT,
        /** The response was longer than its limit; it was cut off. */
        TOO_LARGE,
        /** More redirects than allowed. */
        TOO_MANY_REDIRECTS,
        /** The peer closed the connection early, or sent what is not HTTP. */
        PROTOCOL
    }

    private final Reason reason;

    public OutboundException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public OutboundException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
