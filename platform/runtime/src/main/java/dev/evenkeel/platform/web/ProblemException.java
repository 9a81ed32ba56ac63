package dev.evenkeel.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A problem on its way to the client. It is an answer, not a defect: it records no stack trace and is not logged, except
 * when it has a cause and a status of 500 or more.
 */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /** Keeps the cause for the log; the client never sees it. */
    public ProblemException(Problem problem, Throwable cause) {
        super(Objects.requireNonNull(problem, "problem").detail(), cause, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public static ProblemException badRequest(String detail) {
        return Problem.badRequest(detail).asException();
    }

    public static ProblemException badRequest(String detail, List<Problem.InvalidValue> errors) {
        return Problem.badRequest(detail, errors).asException();
    }

    /** 400: one value is wrong; see {@link Problem.InvalidValue} for {@code where}; {@code allowed} may be null. */
    public static ProblemException invalid(String where, String what, String allowed) {
        return Problem.invalid(where, what, allowed).asException();
    }

    public static ProblemException notFound(String detail) {
        return Problem.notFound(detail).asException();
    }

    public static ProblemException conflict(String detail) {
        return Problem.conflict(detail).asException();
    }

    public static ProblemException unprocessable(String detail) {
        return Problem.unprocessable(detail).asException();
    }

    public static ProblemException tooLarge(long limitBytes) {
        return Problem.tooLarge(limitBytes).asException();
    }

    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return Problem.unavailable(detail, retryAfter).asException();
    }
}
