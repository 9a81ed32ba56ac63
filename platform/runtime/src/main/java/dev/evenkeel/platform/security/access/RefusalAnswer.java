package dev.evenkeel.platform.security.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import dev.evenkeel.platform.security.Refusal;
import dev.evenkeel.platform.web.ErrorAnswers;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemType;

/**
 * Says no, to programs in the form their path calls for, to people at a browser with the way to the sign-in page.
 *
 * <p>Written straight to the connection, because a request is refused before JAX-RS knows of it.
 */
@ApplicationScoped
public class RefusalAnswer {

    static final String CHALLENGE = "Bearer realm=\"evenkeel\"";
    private static final String BASIC_CHALLENGE = "Basic realm=\"evenkeel\", charset=\"UTF-8\"";

    private final ErrorAnswers answers;

    RefusalAnswer(ErrorAnswers answers) {
        this.answers = answers;
    }

    /** 401, or what stands for it at a browser: on to the sign-in page. */
    void unauthenticated(RoutingContext context, Optional<Refusal> refusal) {
        AuthenticationFailureHandler.findTemplate(context);
        if (refusal.isEmpty() && isVisit(context.request())) {
            leadToSignIn(context);
            return;
        }
        Problem problem = switch (refusal.orElse(null)) {
            case null ->
                Problem.of(
                        ProblemType.UNAUTHENTICATED,
                        "This needs an API key, as 'Authorization: Bearer', 'X-API-Key' or the password of HTTP"
                                + " Basic.");
            case Refusal.TooManyAttempts(var retryAfter) ->
                Problem.tooManyRequests(refusal.get().explanation(), retryAfter);
            case Refusal.CannotTell(var retryAfter) ->
                Problem.unavailable(refusal.get().explanation(), retryAfter);
            case Refusal other -> Problem.of(ProblemType.UNAUTHENTICATED, other.explanation());
        };
        if (problem.status() == ProblemType.UNAUTHENTICATED.status()) {
            var headers = context.response().headers().add("WWW-Authenticate", CHALLENGE);
            if (!isBrowser(context.request())) {
                // a browser would answer this with a dialogue of its own, which no page can style or explain
                headers.add("WWW-Authenticate", BASIC_CHALLENGE);
            }
        }
        write(context, problem);
    }

    /** 403 for a caller who is known. */
    void forbidden(RoutingContext context, Refusal refusal) {
        AuthenticationFailureHandler.findTemplate(context);
        write(context, Problem.of(ProblemType.FORBIDDEN, refusal.explanation()));
    }

    private static void leadToSignIn(RoutingContext context) {
        var response = context.response();
        response.headers().set("Cache-Control", "no-store").set("Vary", "Cookie, Accept, Sec-Fetch-Site");
        consumeBody(context);
        if ("cross-site".equals(context.request().getHeader("Sec-Fetch-Site"))) {
            // A link on another site (a chat message, say) does not bring the SameSite=Strict cookie along. Asked for
            // again by our own page, it comes: nobody has to sign in twice because of where the link was.
            response.headers()
                    .set("Content-Type", "text/html; charset=UTF-8")
                    .set("Content-Security-Policy", "default-src 'none'")
                    .set("Refresh", "0");
            response.end("<!doctype html><html lang=\"en\"><title>One moment</title><p>One moment…</p></html>");
            return;
        }
        String target = URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8);
        response.headers().set("Location", "/sign-in?to=" + target);
        response.setStatusCode(303).end();
    }

    private void write(RoutingContext context, Problem problem) {
        context.response().headers().set("Cache-Control", "no-store");
        consumeBody(context);
        answers.send(context, problem);
    }

    /** A body nobody reads would keep the connection from being used again. */
    private static void consumeBody(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.request().resume();
        }
    }

    /** Somebody at a browser, who is better served by a page than by a document; a program that shows a key is none. */
    public static boolean isPerson(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && request.getHeader("Authorization") == null
                && request.getHeader("X-API-Key") == null;
    }

    /** A person going to a page, rather than a script or a program asking for data. */
    private static boolean isVisit(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return reads && isPerson(request);
    }

    private static boolean isBrowser(HttpServerRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null || request.getHeader("Origin") != null;
    }
}
