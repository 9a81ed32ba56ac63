package dev.evenkeel.platform.web;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.CompositeException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;

import static java.time.Duration.ofSeconds;

/**
 * What a failure means to the client. What the request did wrong becomes a 4xx that says so; what may pass becomes a 503
 * that says when to come back; the rest is ours, and the client learns nothing of it but the correlation id.
 */
final class Failures {

    private static final String INTERNAL =
            "The cause is in the log of the service, under the correlation id of this answer";

    private Failures() {}

    static Problem explain(Throwable failure, RoutingContext context) {
        Throwable thrown = unwrap(failure);
        return switch (thrown) {
            case ProblemException problem -> problem.problem();
            case UnreadableBodyException unreadable -> explainBody(unreadable.getCause());
            case WebApplicationException rest -> RestFailures.explain(rest, context);
            case ConstraintViolationException violations -> ConstraintFailures.explain(violations, context);
            case UnauthorizedException unauthorized ->
                Problem.of(
                        ProblemType.UNAUTHENTICATED,
                        "This needs credentials: Authorization: Bearer <API key or token>");
            case AuthenticationException refused ->
                Problem.of(ProblemType.UNAUTHENTICATED, "The credentials are unknown, revoked or expired");
            case ForbiddenException forbidden -> Problem.of(ProblemType.FORBIDDEN, notAllowed(context));
            case RejectedExecutionException full -> Problem.unavailable("Too much is being done at once", ofSeconds(1));
            case HttpException http -> ofStatus(http.getStatusCode(), http.getPayload());
            default -> DatabaseFailures.explain(thrown).orElseGet(() -> Problem.of(ProblemType.INTERNAL, INTERNAL));
        };
    }

    private static String notAllowed(RoutingContext context) {
        Set<String> roles = context.user() instanceof QuarkusHttpUser caller
                ? new TreeSet<>(caller.getSecurityIdentity().getRoles())
                : Set.of();
        return roles.isEmpty()
                ? "The credentials are valid, but have no role"
                : "The credentials are valid, but what their roles allow does not include this: "
                        + String.join(", ", roles);
    }

    /** A problem for a bare status, as Vert.x and Quarkus raise it. */
    static Problem ofStatus(int status, String detail) {
        ProblemType type = ProblemType.ofStatus(status < 400 || status > 599 ? 500 : status);
        if (type.status() == 500) {
            return Problem.of(type, INTERNAL);
        }
        return Problem.of(type, detail == null || detail.isBlank() ? defaultDetail(type) : detail);
    }

    private static Problem explainBody(Throwable cause) {
        return switch (cause) {
            case null -> Problem.of(ProblemType.MALFORMED_BODY, "A body is expected, none was sent");
            case JsonProcessingException json -> JsonFailures.explain(json);
            default -> Problem.of(ProblemType.MALFORMED_BODY, "The body could not be read");
        };
    }

    private static String defaultDetail(ProblemType type) {
        return switch (type.status()) {
            case 404 -> "Nothing is served under this path";
            case 405 -> "The path exists, but not for this method; the Allow header lists the methods it has";
            case 406 -> "Nothing that the Accept header allows can be produced";
            case 415 -> "The Content-Type of the body is not one this path takes";
            default -> type.title();
        };
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable current = failure;
        while (true) {
            Throwable inner = switch (current) {
                case CompletionException e -> e.getCause();
                case ExecutionException e -> e.getCause();
                case CompositeException e -> e.getCauses().getFirst();
                default -> null;
            };
            if (inner == null) {
                return current;
            }
            current = inner;
        }
    }
}
