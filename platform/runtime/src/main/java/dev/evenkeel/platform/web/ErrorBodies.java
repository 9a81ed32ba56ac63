package dev.evenkeel.platform.web;

/**
 * How errors look below one path. A bean of this type is for a drop-in contract (Alertmanager's {@code /api/v2},
 * Prometheus' {@code /prometheus/api/v1}) whose clients expect bodies of their own; everywhere else an error is
 * {@code application/problem+json}.
 *
 * <p>It is asked for every error below its path, also for those raised before a resource is reached: too large a body,
 * missing credentials, an unknown path. Called on any thread, it must not block and must not throw.
 */
public interface ErrorBodies {

    /** The path this covers, and everything below it: {@code /api/v2}, without a slash at the end. */
    String path();

    /** The error as the contract has it. Headers such as {@code WWW-Authenticate} and {@code Retry-After} are added. */
    Body render(Problem problem);

    /**
     * An error as it goes out.
     *
     * @param status 400 to 599; may differ from the problem's where the contract knows fewer
     */
    record Body(int status, String contentType, String text) {}
}
