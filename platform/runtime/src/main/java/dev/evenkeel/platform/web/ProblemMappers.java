package dev.evenkeel.platform.web;

import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The way from JAX-RS to {@link ErrorAnswers}. Most of these exist only because Quarkus brings a mapper for the same type,
 * and the mapper of the nearest type wins.
 */
@Singleton
public class ProblemMappers {

    private static final int BEFORE_QUARKUS = 1;

    private final ErrorAnswers answers;

    ProblemMappers(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper(value = Throwable.class, priority = BEFORE_QUARKUS)
    public Response anything(Throwable failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    @ServerExceptionMapper(value = NotFoundException.class, priority = BEFORE_QUARKUS)
    public Response notFound(NotFoundException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    @ServerExceptionMapper(value = WebApplicationException.class, priority = BEFORE_QUARKUS)
    public Response refused(WebApplicationException failure, RoutingContext context) {
        Response given = failure.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        Response.ResponseBuilder response = answers.response(context, failure);
        if (given.getStatus() == 405 && given.getHeaderString("Allow") == null) {
            response.header("Allow", String.join(", ", AllowedMethods.at(context)));
        }
        given.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    @ServerExceptionMapper(value = ValidationException.class, priority = BEFORE_QUARKUS)
    public Response invalid(ValidationException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    @ServerExceptionMapper(value = ConstraintViolationException.class, priority = BEFORE_QUARKUS)
    public Response invalid(ConstraintViolationException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    // These two come from code of ours that reads somebody else's JSON: a request's own is an UnreadableBodyException.
    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_QUARKUS)
    public Response mismatched(MismatchedInputException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    @ServerExceptionMapper(value = InvalidDefinitionException.class, priority = BEFORE_QUARKUS)
    public Response undefined(InvalidDefinitionException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    @ServerExceptionMapper(value = ForbiddenException.class, priority = BEFORE_QUARKUS)
    public Response forbidden(ForbiddenException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = BEFORE_QUARKUS)
    public Uni<Response> unauthorized(UnauthorizedException failure, RoutingContext context) {
        return challenged(failure, context);
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = BEFORE_QUARKUS)
    public Uni<Response> unauthenticated(AuthenticationFailedException failure, RoutingContext context) {
        return challenged(failure, context);
    }

    @ServerExceptionMapper(value = AuthenticationCompletionException.class, priority = BEFORE_QUARKUS)
    public Response unauthenticated(AuthenticationCompletionException failure, RoutingContext context) {
        return answers.response(context, failure).build();
    }

    /** Adds what the authentication mechanisms want the client to know: {@code WWW-Authenticate}, or a redirect. */
    private Uni<Response> challenged(Throwable failure, RoutingContext context) {
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(answers.response(context, failure).build());
        }
        return authenticator
                .getChallenge(context)
                .map(challenge -> withChallenge(answers.response(context, failure), challenge));
    }

    private static Response withChallenge(Response.ResponseBuilder response, ChallengeData challenge) {
        if (challenge != null) {
            if (challenge.status < 400) {
                response.status(challenge.status);
            }
            for (Map.Entry<CharSequence, String> header : challenge.getHeaders().entrySet()) {
                response.header(header.getKey().toString(), header.getValue());
            }
        }
        return response.build();
    }
}
