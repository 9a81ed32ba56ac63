package dev.evenkeel.platform.web;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationRedirectException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/**
 * What happens to every request before anything else, whoever serves it: it gets its correlation id and the headers all
 * answers have, and is turned away if it is malformed or too large. And what happens last to a request nobody answered or
 * that failed on the way: it gets a problem.
 *
 * <pre>
 *   request ─▶ identify ─▶ check ─▶ take in the body ─▶ authentication ─▶ resource or page ─▶ answer
 *                            │             │                  │                  │
 *                            └─────────────┴──── failed ──────┴──────────────────┴─▶ {@link ErrorAnswers}
 * </pre>
 */
@Singleton
public class FrontDoor {

    /** Before every route of Quarkus and of ours. Telemetry stands before it, at a higher observer priority. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final int[] STATUSES_VERTX_ENDS_WITH = {
        400, 404, 405, 406, 408, 413, 414, 415, 417, 431, 500, 501, 503
    };

    private final ErrorAnswers answers;
    private final BodyIntake bodies;
    private final WebLimits limits;

    FrontDoor(ErrorAnswers answers, WebLimits limits) {
        this.answers = answers;
        this.limits = limits;
        Map<String, Long> byPath = limits.maxBodySizeOf().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, size -> size.getValue().asLongValue()));
        this.bodies = new BodyIntake(
                BodyLimits.of(limits.maxBodySize().asLongValue(), byPath),
                limits.bodyTimeout().toMillis(),
                answers);
    }

    void stand(@Observes @Priority(20) Router router) {
        router.route().order(FIRST).handler(this::enter).failureHandler(this::fail);
        for (int status : STATUSES_VERTX_ENDS_WITH) {
            router.errorHandler(status, this::fail);
        }
    }

    private void enter(RoutingContext context) {
        identify(context);
        SecurityHeaders.addTo(context.response().headers(), context.request().path());
        Problem refusal = refusal(context);
        if (refusal == null) {
            bodies.takeIn(context);
        } else {
            BodyIntake.discard(context);
            answers.send(context, refusal);
        }
    }

    private static void identify(RoutingContext context) {
        String id = CorrelationId.accept(context.request().getHeader(CorrelationId.HEADER))
                .orElseGet(CorrelationId::make);
        context.put(CorrelationId.KEY, id);
        MDC.put(CorrelationId.KEY, id);
        context.response().headers().set(CorrelationId.HEADER, id);
    }

    private Problem refusal(RoutingContext context) {
        HttpServerRequest request = context.request();
        String uri = request.uri();
        if (uri.length() > limits.maxUriLength()) {
            return Problem.of(
                    ProblemType.URI_TOO_LONG,
                    "The address has %d characters; %d are allowed".formatted(uri.length(), limits.maxUriLength()));
        }
        long headerBytes = size(request.headers());
        if (headerBytes > limits.maxHeaderSize().asLongValue()) {
            return Problem.of(
                    ProblemType.HEADERS_TOO_LARGE,
                    "The headers have %d bytes; %d are allowed"
                            .formatted(headerBytes, limits.maxHeaderSize().asLongValue()));
        }
        return UriSyntax.mistake(uri).map(Problem::badRequest).orElse(null);
    }

    private static long size(MultiMap headers) {
        long bytes = 0;
        for (Map.Entry<String, String> header : headers) {
            bytes += header.getKey().length() + header.getValue().length() + 4;
        }
        return bytes;
    }

    private void fail(RoutingContext context) {
        if (context.failure() instanceof AuthenticationRedirectException) {
            // Not an error: the way to the sign-in page, which Quarkus knows.
            context.next();
            return;
        }
        BodyIntake.discard(context);
        Throwable failure = context.failure();
        int status = context.statusCode();
        if (failure == null || (status >= 400 && status < 500 && !isKnown(failure))) {
            answers.send(context, Failures.ofStatus(status, null));
        } else {
            answers.send(context, failure);
        }
    }

    private static boolean isKnown(Throwable failure) {
        return failure instanceof ProblemException || failure instanceof SecurityException;
    }
}
