package dev.evenkeel.platform.query.promql;

/**
 * A query that gets no answer: because it is wrong, because it cannot be carried out, or because it took too long. The
 * message is for the person who wrote the query. An answer rather than a defect, so it records no stack trace.
 */
public final class QueryException extends RuntimeException {

    /** The error types of the Prometheus HTTP API. */
    public enum Kind {
        BAD_DATA,
        EXECUTION,
        TIMEOUT
    }

    private final Kind kind;

    private QueryException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public static QueryException badData(String message) {
        return new QueryException(Kind.BAD_DATA, message);
    }

    public static QueryException execution(String message) {
        return new QueryException(Kind.EXECUTION, message);
    }

    public static QueryException timeout(String message) {
        return new QueryException(Kind.TIMEOUT, message);
    }

    public Kind kind() {
        return kind;
    }
}
