package dev.evenkeel.platform.web;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/**
 * Tells a database (or another system) that is away for a while, which is nobody's mistake and worth another try, from
 * one that refuses a value, which is the request's. The cause is looked for below whatever Hibernate or Mutiny wrapped
 * around it. States are PostgreSQL's SQLSTATE codes, appendix A of its manual.
 */
final class DatabaseFailures {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int DEEPEST_CAUSE = 12;

    private DatabaseFailures() {}

    static Optional<Problem> explain(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Optional<Problem> problem = explainOne(cause);
            if (problem.isPresent()) {
                return problem;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<Problem> explainOne(Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> Optional.of(problem.problem());
            case PgException refused -> explainState(refused.getSqlState());
            case SQLException refused -> explainState(refused.getSQLState());
            case OptimisticLockException concurrent -> Optional.of(concurrentChange());
            case LockTimeoutException locked -> Optional.of(away(SOON));
            // Refused, without a route, or reset amid a statement by a server that is stopped or killed.
            case SocketException broken -> Optional.of(away(LATER));
            case IOException broken when isAboutSocket(broken.getMessage()) -> Optional.of(away(LATER));
            case UnknownHostException unreachable -> Optional.of(away(LATER));
            case ClosedConnectionException closed -> Optional.of(away(LATER));
            case ClosedChannelException closed -> Optional.of(away(LATER));
            case ConnectionPoolTooBusyException busy -> Optional.of(away(SOON));
            case TimeoutException late -> Optional.of(away(LATER));
            case io.smallrye.mutiny.TimeoutException late -> Optional.of(away(LATER));
            // This is how the SQL client's pool says that no connection became free in time.
            case NoStackTraceThrowable pool when isAboutConnection(pool.getMessage()) -> Optional.of(away(LATER));
            default -> Optional.empty();
        };
    }

    /** What the operating system says of a connection that the other end gave up, in Java's and in Netty's words. */
    private static boolean isAboutSocket(String message) {
        return message != null && (message.contains("Connection reset") || message.contains("Broken pipe"));
    }

    private static boolean isAboutConnection(String message) {
        return message != null
                && (message.equals("Timeout")
                        || message.startsWith("Connection is not active")
                        || message.startsWith("Pool closed"));
    }

    private static Optional<Problem> explainState(String state) {
        if (state == null || state.length() < 5) {
            return Optional.empty();
        }
        return switch (state) {
            case "23505", "23503", "23P01" ->
                Optional.of(Problem.conflict("It contradicts something that is stored already"));
            case "40001", "40P01", "55P03" -> Optional.of(away(SOON));
            // A query cancelled for taking too long, a server that became a replica, and a database that takes no
            // connections, or is not there while somebody works on it.
            case "57014", "25006", "55000", "3D000" -> Optional.of(away(LATER));
            case "22021", "22P05" ->
                Optional.of(
                        Problem.badRequest("A text contains a character that cannot be stored (U+0000 or not UTF-8)"));
            default -> explainClass(state.substring(0, 2));
        };
    }

    private static Optional<Problem> explainClass(String stateClass) {
        return switch (stateClass) {
            case "08", "53", "57", "58" -> Optional.of(away(LATER));
            case "22" -> Optional.of(Problem.badRequest("A value is outside of what can be stored"));
            default -> Optional.empty();
        };
    }

    private static Problem concurrentChange() {
        return Problem.conflict("It was changed by somebody else at the same time; read it again and retry");
    }

    private static Problem away(Duration retryAfter) {
        return Problem.unavailable(
                "A system this depends on (the database, most likely) does not answer; nothing was changed",
                retryAfter);
    }
}
