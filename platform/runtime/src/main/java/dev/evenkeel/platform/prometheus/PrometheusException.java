package dev.evenkeel.platform.prometheus;

/** A question that a Prometheus server did not answer. The message is fit to be shown. */
public final class PrometheusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Kind {
        /** The question is not well-formed, a PromQL expression that does not parse say. */
        BAD_DATA,
        /** The question is well-formed and cannot be evaluated. */
        EXECUTION,
        /** It took longer than allowed, here or there. */
        TIMEOUT,
        /** The server gave the question up. */
        CANCELED,
        /** The server does not know what was asked for, or is no Prometheus. */
        NOT_FOUND,
        /** The server wants other credentials. */
        UNAUTHORIZED,
        /** The server is there and cannot answer now. */
        UNAVAILABLE,
        /** The server has a fault of its own. */
        INTERNAL,
        /** There was no exchange with the server at all. */
        UNREACHABLE,
        /** The answer is not what a Prometheus answers, or longer than we take. */
        UNREADABLE
    }

    private final Kind kind;

    public PrometheusException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public PrometheusException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
