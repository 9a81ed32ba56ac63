package dev.evenkeel.alertrouter.compatibility;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

import dev.evenkeel.platform.web.ErrorBodies;
import dev.evenkeel.platform.web.Problem;

/**
 * Errors below {@code /api/v2} as Alertmanager answers them, whoever finds them: what stands before its handlers
 * says {@code {"code":…,"message":…}}, everything else is a JSON text alone. What Alertmanager does not know at all
 * (missing credentials, too large a body, a database that is away) is answered as its handlers would.
 */
@Singleton
class V2ErrorResponse implements ErrorBodies {

    private static final String PATH = "/api/v2";

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Body render(Problem problem) {
        int status = problem.status();
        String body = switch (status) {
            case 404 ->
                V2Response.codedBody(
                        status, "path " + (problem.instance() == null ? "" : problem.instance()) + " was not found");
            case 405 -> V2Response.codedBody(status, "the method is not allowed, but those of Allow are");
            case 406 ->
                V2Response.codedBody(status, "unsupported media type requested, only [application/json] are available");
            case 415 -> V2Response.codedBody(status, "unsupported media type, only [application/json] are allowed");
            default -> V2Response.textBody(problem.detail());
        };
        return new Body(status, MediaType.APPLICATION_JSON, body);
    }
}
