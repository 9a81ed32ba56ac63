package dev.evenkeel.platform.web;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.arc.All;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * Gives a failure the form its path calls for, and sends it. The one place where an error leaves a service, whichever
 * layer found it; usable from any Vert.x handler.
 */
@Singleton
public class ErrorAnswers {

    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);
    private static final int LONGEST_INSTANCE = 256;

    private final List<ErrorBodies> bodies;
    private final List<ErrorPages> pages;

    ErrorAnswers(@All List<ErrorBodies> bodies, @All List<ErrorPages> pages) {
        this.pages = pages;
        this.bodies = bodies.stream()
                .sorted(Comparator.comparingInt((ErrorBodies b) -> b.path().length())
                        .reversed())
                .toList();
    }

    /** Ends the response with this failure. Does nothing if it has ended already. */
    public void send(RoutingContext context, Throwable failure) {
        Problem problem = Failures.explain(failure, context);
        logIfOurs(context, problem, failure);
        send(context, problem);
    }

    /** Ends the response with this problem; headers set before (a challenge, {@code Allow}) are kept. */
    public void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // Half an answer is out: only one that breaks off tells the client not to trust it.
            HangUp.amidTheAnswer(context.request());
            return;
        }
        ErrorBodies.Body body = render(context, problem);
        response.setStatusCode(body.status());
        response.headers().set(HttpHeaders.CONTENT_TYPE, body.contentType());
        problem.retryAfterSeconds().ifPresent(seconds -> response.headers().set(HttpHeaders.RETRY_AFTER, seconds));
        if (HttpMethod.HEAD.equals(context.request().method())) {
            response.end();
        } else {
            response.end(body.text());
        }
    }

    /** The same for a JAX-RS exception mapper. */
    Response.ResponseBuilder response(RoutingContext context, Throwable failure) {
        Problem problem = Failures.explain(failure, context);
        logIfOurs(context, problem, failure);
        ErrorBodies.Body body = render(context, problem);
        Response.ResponseBuilder response =
                Response.status(body.status()).entity(body.text()).type(body.contentType());
        problem.retryAfterSeconds().ifPresent(seconds -> response.header("Retry-After", seconds));
        return response;
    }

    private ErrorBodies.Body render(RoutingContext context, Problem problem) {
        String path = context.request().path();
        Problem placed = problem.at(path == null || path.length() <= LONGEST_INSTANCE ? path : null);
        String correlationId = context.get(CorrelationId.KEY);
        if (correlationId != null) {
            placed = placed.with(CorrelationId.KEY, correlationId);
        }
        for (ErrorBodies candidate : bodies) {
            if (path != null && covers(candidate.path(), path)) {
                return candidate.render(placed);
            }
        }
        for (ErrorPages candidate : pages) {
            Optional<ErrorBodies.Body> page = candidate.render(context, placed);
            if (page.isPresent()) {
                return page.get();
            }
        }
        return new ErrorBodies.Body(placed.status(), ProblemJson.MEDIA_TYPE, ProblemJson.write(placed));
    }

    private static boolean covers(String prefix, String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    private static void logIfOurs(RoutingContext context, Problem problem, Throwable failure) {
        HttpMethod method = context.request().method();
        if (problem.status() == 500) {
            LOG.errorf(failure, "%s %s failed", method, RouteTemplate.of(context));
        } else if (problem.status() > 500) {
            LOG.warnf("%s %s answered %d: %s", method, RouteTemplate.of(context), problem.status(), failure);
        } else if (LOG.isDebugEnabled()) {
            LOG.debugf(failure, "%s %s refused with %d", method, RouteTemplate.of(context), problem.status());
        }
    }
}
